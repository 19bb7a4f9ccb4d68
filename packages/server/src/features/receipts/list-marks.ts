import { listMarks as contract, markMembers } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { withoutRead } from './mark-news.ts'

/** How far each member has got; in larger rooms how many have got to the end. */
export const listMarks = ({ storage }: House) =>
  handler(contract, async ({ input: { room }, actor, access }) => {
    const silent = await storage.read('mark.silent', { room })
    const isSilent = silent.includes(actor.user)
    if (access.members > markMembers) {
      const counts = await storage.read('mark.counts', { room })
      return { marks: [], counts: isSilent ? { ...counts, read: 0 } : { ...counts } }
    }
    const marks = await storage.read('mark.list', { room })
    return { marks: isSilent ? marks.map((mark) => withoutRead(mark, actor.user)) : [...marks], counts: null }
  })
