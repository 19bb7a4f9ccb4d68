import { changePassword as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'
import { newPassword } from './new-password.ts'
import { selfOf } from './self.ts'

/** Sets a new password; whoever knew the old one is signed out everywhere else. */
export const changePassword = (desk: FrontDesk) =>
  handler(contract, async ({ input: { current, next }, actor, caller }) => {
    const { storage, passwords, pauses, clock, fanout } = desk
    const { user, device } = actor
    const { profile, password } = await selfOf(desk, user)
    const knows = async (): Promise<true | null> => {
      const right = password === null ? current === null : await passwords.matches(password, current ?? '')
      return right || null
    }
    if (!(await pauses.attempt(`${user} ${caller.address}`, knows))) throw new ParleyError('wrong_credentials')
    const hash = await newPassword(desk, next, profile.handle ?? '')
    const change = { user, expect: password, next: hash, keep: device, at: clock.now() }
    const devices = await storage.apply('account.password', change)
    if (!devices) throw new ParleyError('wrong_credentials')
    if (devices.length > 0) fanout.publish({ kind: 'revoked', user, devices })
    return {}
  })
