import { serverInfo as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'

/** What a visitor needs to know. */
export const serverInfo = ({ storage, config, version }: FrontDesk) =>
  handler(contract, async () => ({
    ...(await storage.read('settings.get', {})),
    version,
    protocol: 1,
    hasOwner: await storage.read('account.owned', {}),
    passwordMinimum: config.passwords.minimum,
  }))
