import type { RoomSummary } from '@parley/protocol'
import { formatList } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'

/** What a room is called: its name, or the people in it. The members name a sealed room; until one is heard it has none. */
export function roomName(room: Pick<RoomSummary, 'kind' | 'name' | 'people'>): string {
  if (room.kind !== 'direct') return room.name === '' ? t('rooms.unnamed') : room.name
  if (room.people.length === 0) return t('direct.startSelf')
  return formatList(room.people.map(({ name }) => name))
}
