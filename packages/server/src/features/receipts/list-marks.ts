import { listMarks as contract, markMembers } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { withoutRead } from './mark-news.ts'

/** How far each member has got; in larger rooms how many have got to the end, unless that is sealed. */
export const listMarks = ({ storage }: House) =>
  handler(contract, async ({ input: { room }, actor, access }) => {
    const isLarge = access.members > markMembers
    if (access.sealed) {
      const sealed = isLarge ? [] : await storage.read('mark.sealed', { room })
      return { marks: [], sealed: [...sealed], counts: null }
    }
    const silent = await storage.read('mark.silent', { room })
    const isSilent = silent.includes(actor.user)
    if (isLarge) {
      const counts = await storage.read('mark.counts', { room })
      return { marks: [], sealed: [], counts: isSilent ? { ...counts, read: 0 } : { ...counts } }
    }
    const marks = await storage.read('mark.list', { room })
    const shown = isSilent ? marks.map((mark) => withoutRead(mark, actor.user)) : [...marks]
    return { marks: shown, sealed: [], counts: null }
  })
