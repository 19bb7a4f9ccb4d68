import { claimKeys as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Takes one key of each device of people with whom one shares a room. */
export const claim = ({ storage }: House) =>
  handler(contract, async ({ input: { devices }, actor }) => {
    const keys = await storage.apply('key.claim', { by: actor.user, devices })
    return { keys: [...keys] }
  })
