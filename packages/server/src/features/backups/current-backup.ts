import { currentBackup as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** The caller's current backup. */
export const currentBackup = ({ storage }: House) =>
  handler(contract, async ({ actor: { user } }) => ({ backup: await storage.read('backup.current', { user }) }))
