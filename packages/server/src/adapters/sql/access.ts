import type { RoomKind, RoomRole } from '@parley/protocol'
import type { RoomAccess } from '../../ports/storage/access.ts'
import type { Row } from './rows.ts'

export const accessOf = (row: Row): RoomAccess => ({
  room: row['id'] as string,
  kind: row['kind'] as RoomKind,
  sealed: row['lines'] !== null,
  name: row['name'] as string,
  topic: row['topic'] as string,
  version: row['version'] as number,
  head: row['last_seq'] as number,
  messages: row['messages'] as number,
  members: row['members'] as number,
  state: row['state'] as RoomAccess['state'],
  role: (row['role'] as RoomRole | null) ?? 'member',
  since: (row['since'] as number | null) ?? 1,
})
