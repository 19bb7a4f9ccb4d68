import { settingsSet as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'

/** Sets what others may see, and tells the person's other devices. */
export const setSettings = ({ storage, fanout }: FrontDesk) =>
  handler(contract, async ({ input: { settings }, actor: { user } }) => {
    await storage.apply('account.settings', { user, settings })
    fanout.publish({ kind: 'user', user, event: { type: 'settings', settings } })
    return {}
  })
