import { searchUsers as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import { nameKey } from './display-name.ts'
import type { FrontDesk } from './front-desk.ts'

const most = 20

/** People whose handle or name begins with a text; guests are found in their room only. */
export const searchUsers = ({ storage }: FrontDesk) =>
  handler(contract, async ({ input }) => {
    const text = nameKey(input.text.replace(/^@/, ''))
    return { users: [...(await storage.read('account.search', { text, limit: most }))] }
  })
