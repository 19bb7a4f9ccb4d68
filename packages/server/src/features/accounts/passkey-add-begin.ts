import { passkeyAddBegin as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'
import { creationOptions } from './passkeys.ts'
import { selfOf } from './self.ts'

/** Begins adding a passkey to the caller's account. */
export const passkeyAddBegin = (desk: FrontDesk) =>
  handler(contract, async ({ actor: { user } }) => {
    const { profile } = await selfOf(desk, user)
    const known = await desk.storage.read('passkey.list', { user })
    const server = await desk.storage.read('settings.get', {})
    const owner = { user, handle: profile.handle ?? profile.name, name: profile.name }
    const { challenge, options } = await creationOptions(server.name, owner, known)
    return { ceremony: desk.ceremonies.give({ kind: 'add', challenge, user }), options }
  })
