import { joinCall as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { admit } from './admit.ts'
import type { SfuDesk } from './sfu-desk.ts'
import type { Switchboard } from './switchboard.ts'

/** Takes a seat; the user's other devices stop ringing, because they see it. */
export const joinCall = (house: House, switchboard: Switchboard, desk: SfuDesk | null) =>
  handler(
    contract,
    async ({ input: { call }, actor }) => await admit(house, await switchboard.join(call, actor), actor, desk),
  )
