import type { MembershipChange } from '@parley/protocol'
import type { Comer } from '../../ports/storage/invites.ts'
import type { Deed, NewStanding, Note } from '../../ports/storage/rooms.ts'
import type { RoomHead } from './room-head.ts'

/** The room that an invite leads into, and who made it. */
export interface Destination {
  readonly room: string
  readonly by: string
}

interface Arrival {
  readonly state: 'joined' | 'invited'
  readonly deed: Deed
  readonly note: Note
  readonly standing: NewStanding
}

/** How somebody comes into the room of an invite, or before it where that is sealed. */
export function arrivalOf({ kind, lines }: RoomHead, by: string, { user, device, entryId, at }: Comer): Arrival {
  const sealed = lines !== null
  const state = sealed ? 'invited' : 'joined'
  const change: MembershipChange = { v: 1, kind: state, user }
  const since = sealed ? 'kept' : kind === 'private' ? 'here' : 'start'
  return {
    state,
    // No device of the maker does this: their own id stands for one.
    deed: sealed ? { by, device: by, at } : { by: user, device, at },
    note: { id: entryId, body: JSON.stringify(change) },
    standing: { user, role: 'member', state, invitedBy: sealed ? by : null, since, read: sealed ? 'kept' : 'here' },
  }
}
