import { me as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'
import { selfOf } from './self.ts'

/** Says who the caller is. */
export const me = (desk: FrontDesk) =>
  handler(contract, async ({ actor }) => {
    const { profile, settings, passkeys, password } = await selfOf(desk, actor.user)
    return { profile, settings, passkeys, hasPassword: password !== null }
  })
