import { serverSettings as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import { tidyName } from './display-name.ts'
import type { FrontDesk } from './front-desk.ts'

/** The owner names the server and says who may register. */
export const serverSettings = ({ storage }: FrontDesk) =>
  handler(contract, async ({ input: { name, registration } }) => {
    await storage.apply('settings.set', { name: tidyName(name), registration })
    return {}
  })
