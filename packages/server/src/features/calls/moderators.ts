import { ParleyError } from '@parley/protocol'
import { reaches } from '../../gateway/authorise.ts'
import type { House } from '../../house.ts'
import { mayRule } from '../rooms/rules.ts'
import type { CallState } from './call-state.ts'

type Where = Pick<CallState, 'isGroup' | 'room'>

/** Whether somebody has a say in a call: whoever has it in its room. A direct message has no moderators. */
export async function isModerator(
  { storage }: Pick<House, 'storage'>,
  { isGroup, room }: Where,
  user: string,
): Promise<boolean> {
  const access = isGroup ? await storage.read('room.access', { room, user }) : null
  return access?.state === 'joined' && reaches(access.role, 'moderator')
}

/**
 * Lets through whoever may act on somebody in a call, by the rule of removing people from its room.
 * @throws ParleyError `forbidden`
 */
export async function mustRule(
  { storage }: Pick<House, 'storage'>,
  { isGroup, room }: Where,
  { actor, target }: { readonly actor: string; readonly target: string },
): Promise<void> {
  const facts = isGroup ? await storage.read('room.facts', { room, actor, target }) : null
  if (facts === null || mayRule(facts) !== null) throw new ParleyError('forbidden')
}
