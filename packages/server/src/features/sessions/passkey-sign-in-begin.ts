import { passkeySignInBegin as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'
import { requestOptions } from '../accounts/passkeys.ts'

/** Begins signing in with whatever passkey the person picks. */
export const passkeySignInBegin = ({ ceremonies }: FrontDesk) =>
  handler(contract, async () => {
    const { challenge, options } = await requestOptions()
    return { ceremony: ceremonies.give({ kind: 'sign-in', challenge }), options }
  })
