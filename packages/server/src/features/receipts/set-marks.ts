import { setMarks as contract, markMembers, ParleyError } from '@parley/protocol'
import { checkedInWrite } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import type { MarkNews } from './mark-news.ts'

/** Moves the marks of the calling device; the user's other devices and, in rooms of up to 100, the others hear of it. */
export const setMarks = ({ storage, fanout }: House, news: MarkNews) =>
  checkedInWrite(contract, async ({ input: { room, delivered, read }, actor: { user, device } }) => {
    const done = await storage.apply('mark.set', { room, user, device, delivered, read })
    if (!done.ok) throw new ParleyError('not_a_member')
    if (done.readMoved) fanout.publish({ kind: 'user', user, event: { type: 'own_mark', room, ...done.read } })
    if (done.markMoved && done.members <= markMembers) news.tell(room, done.mark)
    return { read: { ...done.read } }
  })
