import { setMarks as contract, markMembers, ParleyError } from '@parley/protocol'
import { checkedInWrite } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import type { MarkRefused, OwnMark } from '../../ports/storage/marks.ts'
import type { MarkNews } from './mark-news.ts'

function accepted<T extends OwnMark>(done: T | MarkRefused): T {
  if (!done.ok) throw new ParleyError(done.why === 'wrong-sealing' ? 'wrong_sealing' : 'not_a_member')
  return done
}

/** Moves the marks of the calling device; the user's other devices and, in rooms of up to 100, the others hear of it. */
export const setMarks = ({ storage, fanout }: House, news: MarkNews) =>
  checkedInWrite(contract, async ({ input, actor: { user, device } }) => {
    const { room } = input
    if ('sealed' in input) {
      const { sealed } = input
      const done = accepted(await storage.apply('mark.seal', { ...input, user, device }))
      tellOwn(done)
      if (sealed !== null && done.members <= markMembers) news.tellSealed(room, { user, device, sealed })
      return { read: { ...done.read } }
    }
    const done = accepted(await storage.apply('mark.set', { ...input, user, device }))
    tellOwn(done)
    if (done.markMoved && done.members <= markMembers) news.tell(room, done.mark)
    return { read: { ...done.read } }

    function tellOwn({ read, readMoved }: OwnMark): void {
      if (readMoved) fanout.publish({ kind: 'user', user, event: { type: 'own_mark', room, ...read } })
    }
  })
