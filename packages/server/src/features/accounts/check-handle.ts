import { checkHandle as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'
import { handleFault, handleForms } from './handle.ts'

/** Says whether a handle is free while it is being typed. */
export const checkHandle = ({ storage }: FrontDesk) =>
  handler(contract, async ({ input }) => {
    const forms = handleForms(input.handle)
    const fault = handleFault(forms, await storage.read('account.handle', forms))
    return { verdict: fault ?? ('free' as const) }
  })
