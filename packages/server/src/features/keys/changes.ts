import { keyChanges as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Whose keys changed, of those whom the caller writes to in private. */
export const changes = ({ storage }: House) =>
  handler(contract, async ({ input: { since }, actor: { user } }) => {
    const { users, next } = await storage.read('key.changes', { user, since })
    return { users: [...users], next }
  })
