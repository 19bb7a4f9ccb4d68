import { setIdentity as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { refused } from './refused.ts'

/** Milliseconds after a sign-in in which a person may become somebody else to everybody who verified them. */
const freshSession = 10 * 60_000

/** Publishes the keys that the caller signs with. */
export const identity = ({ storage, fanout, clock }: House) =>
  handler(contract, async ({ input: { replace, ...keys }, actor: { user, device } }) => {
    const replaceIfSince = replace === true ? clock.now() - freshSession : null
    const set = await storage.apply('key.identity', { user, device, ...keys, replaceIfSince })
    if (!set.ok) throw refused(set.why)
    fanout.publish({ kind: 'keys' })
    return {}
  })
