import { directory as contract } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

const most = 50

/** Public rooms by name. */
export const directory = ({ storage }: House) =>
  handler(contract, async ({ input: { text }, actor }) => {
    const rooms = await storage.read('room.directory', { user: actor.user, text, limit: most })
    return { rooms: [...rooms] }
  })
