import type { RoomItem } from '@parley/client'
import { roomName } from '../conversation/room-name.ts'

export type SectionName = 'invitations' | 'rooms' | 'voice' | 'direct'

export interface Section {
  readonly name: SectionName
  readonly rooms: readonly RoomItem[]
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const byName = (a: RoomItem, b: RoomItem) => collator.compare(roomName(a), roomName(b)) || (a.id < b.id ? -1 : 1)

/**
 * The list of rooms as it is shown: invitations that wait for an answer, rooms and voice channels by name so that they
 * keep their places, and direct messages with the newest first. `rooms` come newest first.
 */
export function sectionsOf(rooms: readonly RoomItem[]): readonly Section[] {
  const joined = rooms.filter(({ state }) => state === 'joined')
  const named = joined.filter(({ kind }) => kind !== 'direct').sort(byName)
  const channels = named.filter(({ voice }) => voice === true)
  const invitations = rooms.filter(({ state }) => state === 'invited')
  return [
    ...(invitations.length > 0 ? [{ name: 'invitations', rooms: invitations } as const] : []),
    { name: 'rooms', rooms: named.filter(({ voice }) => voice !== true) },
    ...(channels.length > 0 ? [{ name: 'voice', rooms: channels } as const] : []),
    { name: 'direct', rooms: joined.filter(({ kind }) => kind === 'direct') },
  ]
}

/** The room before or after another one in the order shown, round the ends; undefined when there is no other. */
export function neighbour(
  sections: readonly Section[],
  current: string | null,
  step: 1 | -1,
  wanted: (room: RoomItem) => boolean = () => true,
): string | undefined {
  const order = sections.flatMap(({ rooms }) => rooms)
  const at = order.findIndex(({ id }) => id === current)
  const start = at === -1 && step === -1 ? order.length : at
  for (let distance = 1; distance <= order.length; distance += 1) {
    const room = order[(start + step * distance + order.length * 2) % order.length]
    if (room !== undefined && room.id !== current && wanted(room)) return room.id
  }
  return undefined
}
