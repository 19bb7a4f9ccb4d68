import { getUsers as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'

/** Profiles by id. */
export const getUsers = ({ storage }: FrontDesk) =>
  handler(contract, async ({ input: { users } }) => ({
    users: [...(await storage.read('account.profiles', { users }))],
  }))
