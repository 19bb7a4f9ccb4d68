import { listPasskeys as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from './front-desk.ts'

/** The caller's passkeys. */
export const listPasskeys = ({ storage }: FrontDesk) =>
  handler(contract, async ({ actor: { user } }) => {
    const kept = await storage.read('passkey.list', { user })
    return { passkeys: kept.map(({ id, createdAt, usedAt, opens }) => ({ id, createdAt, usedAt, opens })) }
  })
