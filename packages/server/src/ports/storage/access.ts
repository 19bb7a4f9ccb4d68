import type { RoomKind, RoomRole } from '@parley/protocol'
import type { Exchange } from './exchange.ts'

/** What one user is in one room; the only way to a room's content leads through it. */
export interface RoomAccess {
  readonly room: string
  readonly kind: RoomKind
  readonly sealed: boolean
  readonly name: string
  readonly topic: string
  readonly version: number
  readonly head: number
  readonly messages: number
  readonly members: number
  /** null: no relation to the room. */
  readonly state: 'joined' | 'invited' | 'left' | 'banned' | null
  readonly role: RoomRole
  /** First position that the user may read. */
  readonly since: number
}

export interface AccessReads {
  /** null: there is no such room. */
  'room.access': Exchange<{ readonly room: string; readonly user: string }, RoomAccess | null>
}
