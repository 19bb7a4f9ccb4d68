import { removeBackup as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Deletes one of the caller's backups. */
export const removeBackup = ({ storage }: House) =>
  handler(contract, async ({ input: { version }, actor: { user } }) => {
    const done = await storage.apply('backup.remove', { user, version })
    if (!done) throw new ParleyError('not_found')
    return {}
  })
