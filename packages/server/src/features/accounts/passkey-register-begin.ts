import { passkeyRegisterBegin as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import { tidyName } from './display-name.ts'
import type { FrontDesk } from './front-desk.ts'
import { freeHandle } from './new-accounts.ts'
import { creationOptions } from './passkeys.ts'

/** Begins making an account with a passkey. Nothing is stored and no handle is held until it is finished. */
export const passkeyRegisterBegin = (desk: FrontDesk) =>
  handler(contract, async ({ input }) => {
    await desk.admissions.demand(input.admission)
    const handle = await freeHandle(desk, input.handle)
    const user = desk.newId()
    const name = tidyName(input.name)
    const server = await desk.storage.read('settings.get', {})
    const { challenge, options } = await creationOptions(server.name, { user, handle: handle.text, name }, [])
    const begun = { kind: 'register', challenge, user, handle, name, admission: input.admission } as const
    const ceremony = desk.ceremonies.give(begun)
    return { ceremony, options }
  })
