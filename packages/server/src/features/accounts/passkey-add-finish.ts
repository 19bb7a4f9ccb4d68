import { passkeyAddFinish as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'
import { createdPasskey } from './passkeys.ts'

/** Stores one more passkey. */
export const passkeyAddFinish = ({ storage, ceremonies, origins, clock }: FrontDesk) =>
  handler(contract, async ({ input, actor: { user } }) => {
    const begun = ceremonies.take(input.ceremony)
    if (begun?.kind !== 'add' || begun.user !== user) throw new ParleyError('passkey_refused')
    const passkey = await createdPasskey(begun.challenge, input.response, origins)
    const added = await storage.apply('passkey.add', { user, passkey, at: clock.now() })
    if (!added) throw new ParleyError('passkey_refused')
    return {}
  })
