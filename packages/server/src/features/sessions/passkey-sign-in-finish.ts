import { passkeySignInFinish as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'
import { provenCounter, type Structure } from '../accounts/passkeys.ts'

/** Whose passkey it says it is (WebAuthn Level 3 §7.2 step 6); null if it says nothing. */
function claimedUser({ response }: Structure): string | null {
  const handle = typeof response === 'object' && response && 'userHandle' in response ? response['userHandle'] : null
  return typeof handle === 'string' ? Buffer.from(handle, 'base64url').toString() : null
}

/** Signs in the person whose passkey proved itself. */
export const passkeySignInFinish = ({ storage, ceremonies, origins, grants, clock }: FrontDesk) =>
  handler(contract, async ({ input: { ceremony, response, device }, caller }) => {
    const begun = ceremonies.take(ceremony)
    const id = typeof response['id'] === 'string' ? response['id'] : ''
    const passkey = begun?.kind === 'sign-in' ? await storage.read('passkey.find', { id }) : null
    if (!begun || !passkey || claimedUser(response) !== passkey.user) throw new ParleyError('passkey_refused')
    const counter = await provenCounter(begun.challenge, response, passkey, origins)
    const fresh = await storage.apply('passkey.use', { id, counter, at: clock.now() })
    if (!fresh) throw new ParleyError('passkey_refused')
    return await grants.open(passkey.user, device, caller)
  })
