import { acceptInvite as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import { inviteHash } from '../accounts/admissions.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'
import { announceArrival } from './announce-arrival.ts'

/** Lets somebody who has an account into the room of an invite link, or before it where that is sealed. */
export const acceptInvite = (desk: FrontDesk) =>
  handler(contract, async ({ input, actor: { user, device } }) => {
    const { storage, clock, newId } = desk
    const comer = { user, device, entryId: newId(), at: clock.now() }
    const accepted = await storage.apply('invite.accept', { ...comer, token: inviteHash(input.token) })
    if (!accepted.ok) throw new ParleyError(accepted.why)
    const [profile] = await storage.read('account.profiles', { users: [user] })
    if (accepted.arrived && profile) await announceArrival(desk, profile, accepted.arrived)
    const room = await storage.read('room.summary', { room: accepted.room, user })
    if (!room) throw new ParleyError('not_found')
    return { room }
  })
