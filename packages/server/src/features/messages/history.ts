import { history as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** A page of a room's log, never from before the caller was allowed to read it. The invited see none yet. */
export const history = ({ storage }: House) =>
  handler(contract, async ({ input: { at, limit }, access }) => {
    if (access.state === 'invited' && access.kind !== 'public') throw new ParleyError('not_found')
    const since = access.kind === 'public' ? 1 : access.since
    const entries = await storage.read('entry.page', { room: access.room, at, limit, since })
    return { entries: [...entries], head: access.head, since }
  })
