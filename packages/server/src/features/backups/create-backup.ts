import { createBackup as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Begins a backup, the caller's current one from now on. */
export const createBackup = ({ storage }: House) =>
  handler(contract, async ({ input, actor: { user } }) => ({
    version: await storage.apply('backup.create', { user, ...input }),
  }))
