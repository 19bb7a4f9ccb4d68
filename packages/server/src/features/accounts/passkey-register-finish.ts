import { passkeyRegisterFinish as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'
import { welcome } from './new-accounts.ts'
import { createdPasskey } from './passkeys.ts'

/** Makes the account of a passkey and signs in. */
export const passkeyRegisterFinish = (desk: FrontDesk) =>
  handler(contract, async ({ input, caller }) => {
    const begun = desk.ceremonies.take(input.ceremony)
    if (begun?.kind !== 'register') throw new ParleyError('passkey_refused')
    const { user, handle, name, challenge } = begun
    const admittance = await desk.admissions.demand(begun.admission)
    const passkey = await createdPasskey(challenge, input.response, desk.origins)
    const kind = admittance.kind === 'owner' ? ('owner' as const) : ('account' as const)
    return await welcome(desk, { user, kind, handle, name, password: null, passkey, admittance }, input.device, caller)
  })
