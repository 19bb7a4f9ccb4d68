import { publishKeys as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { refused } from './refused.ts'

/** One-time keys of a device that may wait to be claimed. */
const mostUnclaimed = 500

/** Publishes keys of the caller's device. */
export const publish = ({ storage, fanout }: House) =>
  handler(contract, async ({ input, actor: { user, device } }) => {
    const published = await storage.apply('key.publish', {
      user,
      device,
      keys: input.device ?? null,
      oneTime: input.oneTime ?? [],
      fallback: input.fallback ?? null,
      most: mostUnclaimed,
    })
    if (!published.ok) throw refused(published.why)
    if (input.device !== undefined) fanout.publish({ kind: 'keys' })
    return { oneTime: published.oneTime }
  })
