import { register as contract, ParleyError, type Profile } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { Admittance } from '../../ports/storage/accounts.ts'
import type { FrontDesk } from './front-desk.ts'
import { freeHandle, welcome } from './new-accounts.ts'
import { newPassword } from './new-password.ts'

function kindOf(admission: Admittance['kind'], isBot: boolean): Profile['kind'] {
  if (admission !== 'owner') return isBot ? 'bot' : 'account'
  if (isBot) throw new ParleyError('bad_request', { path: 'input.bot' })
  return 'owner'
}

/** Makes an account with handle and password. What costs most is done last. */
export const register = (desk: FrontDesk) =>
  handler(contract, async ({ input, caller }) => {
    const admittance = await desk.admissions.demand(input.admission)
    const handle = await freeHandle(desk, input.handle)
    const password = await newPassword(desk, input.password, handle.text)
    const kind = kindOf(admittance.kind, input.bot ?? false)
    const account = { user: desk.newId(), kind, handle, name: input.name, password, passkey: null, admittance }
    return await welcome(desk, account, input.device, caller)
  })
