import { signIn as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'
import { foldHandle } from '../accounts/handle.ts'

/** Signs in with handle and password. A handle that nobody has takes the same work and gets the same answer. */
export const signIn = ({ storage, passwords, pauses, grants }: FrontDesk) =>
  handler(contract, async ({ input, caller }) => {
    const handle = foldHandle(input.handle)
    const account = await storage.read('account.credentials', { handle })
    const stored = account?.password ?? null
    const guess = async () => ((await passwords.matches(stored, input.password)) ? account : null)
    const person = await pauses.attempt(`${handle} ${caller.address}`, guess)
    if (!person || stored === null) throw new ParleyError('wrong_credentials')
    if (passwords.isOutdated(stored)) {
      const next = await passwords.hash(input.password)
      await storage.apply('account.rehash', { user: person.user, expect: stored, next })
    }
    return await grants.open(person.user, input.device, caller)
  })
