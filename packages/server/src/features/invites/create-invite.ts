import { createInvite as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import { inviteHash } from '../accounts/admissions.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'

const hour = 3_600_000

/** A guest belongs to a room; nobody comes into a direct message by a link. */
async function checkRoom({ storage }: FrontDesk, room: string | null, purpose: 'account' | 'guest', user: string) {
  if (room === null) {
    if (purpose === 'guest') throw new ParleyError('bad_request', { path: 'input.room' })
    return
  }
  const access = await storage.read('room.access', { room, user })
  if (access?.state !== 'joined') throw new ParleyError('not_a_member')
  if (access.kind === 'direct') throw new ParleyError('bad_request', { path: 'input.room' })
}

/** Makes an invite link. Only a hash of its secret is stored; the link carries it behind `#`, where no server log sees it. */
export const createInvite = (desk: FrontDesk) =>
  handler(contract, async ({ input: { for: purpose, room, uses, hours }, actor }) => {
    await checkRoom(desk, room, purpose, actor.user)
    const createdAt = desk.clock.now()
    const expiresAt = createdAt + hours * hour
    const invite = { id: desk.newId(), for: purpose, room, usesLeft: uses, expiresAt, createdAt }
    const token = Buffer.from(desk.randomness.bytes(32)).toString('base64url')
    await desk.storage.apply('invite.create', { invite, token: inviteHash(token), by: actor.user })
    return { invite, token, path: `/invite#${token}` }
  })
