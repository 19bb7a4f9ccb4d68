import { roomLines as contract, linesPage, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Characters after which a page of lines ends. */
const pageCharacters = 256 * 1024

/** How a sealed room begins, and a page of its membership log; of other rooms, that they have none. */
export const roomLines = ({ storage }: House) =>
  handler(contract, async ({ input: { room, after } }) => {
    const page = await storage.read('room.lines', { room, after, limit: linesPage, characters: pageCharacters })
    if (!page) throw new ParleyError('not_found')
    return { ...page, lines: [...page.lines] }
  })
