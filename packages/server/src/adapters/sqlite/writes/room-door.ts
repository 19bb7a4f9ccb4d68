import type { DatabaseSync } from 'node:sqlite'
import type { MembershipChange } from '@parley/protocol'
import type { Arrived, Comer } from '../../../ports/storage/invites.ts'
import type { RoomHead, RoomLog } from './room-log.ts'
import { enter, standingWriter } from './rooms.ts'

/** The room that an invite leads into, and who made it. */
export interface Destination {
  readonly room: string
  readonly by: string
}

const asInvited = (by: string, at: number) => ({
  state: 'invited' as const,
  // No device of the maker does this: their own id stands for one.
  deed: { by, device: by, at },
  arrival: { invitedBy: by, since: 'kept', read: 'kept' } as const,
})
const asMember = ({ kind }: RoomHead, { user, device, at }: Comer) => ({
  state: 'joined' as const,
  deed: { by: user, device, at },
  arrival: { invitedBy: null, since: kind === 'private' ? 'here' : 'start', read: 'here' } as const,
})

/**
 * Lets somebody into the room of an invite. Before a sealed room they wait as somebody whom the maker of the link
 * invited: only a member can say in its membership log that they are in.
 */
export function roomDoor(db: DatabaseSync, log: RoomLog) {
  const setStanding = standingWriter(db)
  const grow = db.prepare(
    'UPDATE rooms SET version = version + 1, members = members + ? WHERE n = ? RETURNING version, members',
  )

  return ({ room, by }: Destination, comer: Comer): Arrived => {
    const head = log.head(room)
    if (!head) throw new Error('the room of an invite is not there')
    const { user, entryId, at } = comer
    const { state, deed, arrival } = head.sealed ? asInvited(by, at) : asMember(head, comer)
    const change: MembershipChange = { v: 1, kind: state, user }
    const entry = enter(log, head, deed, { id: entryId, body: JSON.stringify(change) })
    if (!entry) throw new Error('the id of the entry was used before')
    const more = setStanding(head, { user, role: 'member', state, ...arrival })
    const row = grow.get(more, head.n)
    return { room, state, entry, version: row?.['version'] as number, members: row?.['members'] as number }
  }
}
