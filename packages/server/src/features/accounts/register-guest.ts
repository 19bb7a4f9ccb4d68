import { registerGuest as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import { inviteHash } from './admissions.ts'
import type { FrontDesk } from './front-desk.ts'
import { welcome } from './new-accounts.ts'

/** Lets a guest into the room of an invite link, with a nickname only. */
export const registerGuest = (desk: FrontDesk) =>
  handler(contract, async ({ input, caller }) => {
    const admittance = { kind: 'invite', for: 'guest', token: inviteHash(input.token) } as const
    const guest = { kind: 'guest', handle: null, password: null, passkey: null } as const
    return await welcome(desk, { ...guest, user: desk.newId(), name: input.name, admittance }, input.device, caller)
  })
