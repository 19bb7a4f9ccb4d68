import { roomPresence as contract, presenceMembers } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { Presence } from './presence.ts'

/** Who of a room is there; of large rooms how many. */
export const roomPresence = (presence: Presence) =>
  handler(contract, async ({ access }) => {
    const there = presence.of(access.room)
    const users = [...there].map(([user, state]) => ({ user, state }))
    return { online: there.size, users: access.members > presenceMembers ? null : users }
  })
