import { acknowledgeInbox as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Forgets what a device has stored. */
export const acknowledge = ({ storage }: House) =>
  handler(contract, async ({ input, actor }) => {
    await storage.apply('inbox.ack', { device: actor.device, seq: input.seq })
    return {}
  })
