import { renewCall as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { admit } from './admit.ts'
import type { Switchboard } from './switchboard.ts'

/** Keeps a seat. */
export const renewCall = (house: House, switchboard: Switchboard) =>
  handler(contract, async ({ input: { call }, actor }) => await admit(house, switchboard.renew(call, actor), actor))
