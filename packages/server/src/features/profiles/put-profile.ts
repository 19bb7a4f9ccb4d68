import { putProfile as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Keeps the caller's sealed profile, and tells whoever may get it that there is another one. */
export const putProfile = ({ storage, fanout }: House) =>
  handler(contract, async ({ input: { version, sealed }, actor: { user } }) => {
    const { body, key } = sealed ?? { body: null, key: null }
    if (!(await storage.apply('profile.put', { user, version, body, key }))) throw new ParleyError('stale')
    const event = { type: 'profile_sealed', user, version } as const
    for (const to of await storage.read('profile.sharers', { user })) fanout.publish({ kind: 'user', user: to, event })
    return {}
  })
