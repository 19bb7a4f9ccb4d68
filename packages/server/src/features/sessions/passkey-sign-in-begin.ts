import { passkeySignInBegin as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'
import { requestOptions } from '../accounts/passkeys.ts'

/** Begins signing in with whatever passkey the person picks. */
export const passkeySignInBegin = ({ ceremonies, newId }: FrontDesk) =>
  handler(contract, async () => {
    const { challenge, options } = await requestOptions()
    const ceremony = newId()
    ceremonies.put(ceremony, { kind: 'sign-in', challenge })
    return { ceremony, options }
  })
