import { putBackup as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Stores sessions in the caller's current backup. */
export const putBackup = ({ storage }: House) =>
  handler(contract, async ({ input, actor: { user } }) => {
    const standing = await storage.apply('backup.put', { user, ...input })
    if (!standing) throw new ParleyError('backup_replaced')
    return standing
  })
