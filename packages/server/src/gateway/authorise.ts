import type { RoomRole, Who } from '@parley/protocol'
import { ParleyError } from '@parley/protocol'
import type { RoomAccess } from '../ports/storage/access.ts'
import type { Storage } from '../ports/storage/storage.ts'
import type { Actor } from './actor.ts'

const rank: Record<RoomRole, number> = { member: 0, moderator: 1, owner: 2 }

/** Whether a role is at least another. */
export const reaches = (role: RoomRole, atLeast: RoomRole): boolean => rank[role] >= rank[atLeast]

/** Refuses callers that a policy about persons excludes. */
export function authorisePerson(actor: Actor | null, who: Who): void {
  if (who.kind === 'anyone') return
  if (!actor) throw new ParleyError('unauthenticated')
  if (who.kind === 'owner' && actor.kind !== 'owner') throw new ParleyError('forbidden')
  if (who.kind === 'account' && actor.kind === 'guest') throw new ParleyError('forbidden')
}

/**
 * A room as its reader: joined members, the invited (who see its name, not its log), and for public rooms every account.
 * `not_found` for everybody else, so that nobody learns which rooms exist.
 */
function mayKnow(access: RoomAccess, actor: Actor): boolean {
  if (access.state === 'joined' || access.state === 'invited') return true
  return access.kind === 'public' && actor.kind !== 'guest' && access.state !== 'banned'
}

/** The only way to a room: what `actor` is there, or an error. */
export async function accessRoom(
  storage: Storage,
  actor: Actor,
  room: string,
  atLeast: RoomRole | 'reader',
): Promise<RoomAccess> {
  const access = await storage.read('room.access', { room, user: actor.user })
  if (!access || !mayKnow(access, actor)) throw new ParleyError('not_found')
  if (atLeast === 'reader') return access
  if (access.state !== 'joined') throw new ParleyError('not_a_member')
  if (!reaches(access.role, atLeast)) throw new ParleyError('forbidden')
  return access
}
