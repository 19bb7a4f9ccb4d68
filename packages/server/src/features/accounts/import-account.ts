import { importAccount as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'
import { freeHandle, makeAccount } from './new-accounts.ts'

/** Rounds as a power of two, above which one check would take seconds. */
const mostRounds = 14

/** Brings over an account from another system with the hash of its password. */
export const importAccount = (desk: FrontDesk) =>
  handler(contract, async ({ input }) => {
    const rounds = Number(input.bcrypt.slice(4, 6))
    if (rounds > mostRounds) throw new ParleyError('bad_request', { path: 'input.bcrypt' })
    const handle = await freeHandle(desk, input.handle)
    const user = desk.newId()
    const account = { user, kind: 'account', handle, name: input.name, password: input.bcrypt, passkey: null } as const
    desk.passwords.expect(input.bcrypt)
    await makeAccount(desk, { ...account, admittance: { kind: 'import' } })
    return { user }
  })
