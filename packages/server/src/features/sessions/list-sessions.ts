import { listSessions as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'

/** Where the caller is signed in. */
export const listSessions = ({ storage }: FrontDesk) =>
  handler(contract, async ({ actor }) => {
    const rows = await storage.read('session.list', { user: actor.user })
    const sessions = rows.map(({ device, name, createdAt, seenAt }) => ({
      device,
      name,
      createdAt,
      lastSeenAt: seenAt,
      current: device === actor.device,
    }))
    return { sessions }
  })
