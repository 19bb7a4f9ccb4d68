import { ParleyError, sendMessage as contract } from '@parley/protocol'
import { checkedInWrite } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'

/** Appends to a room: stored with fsync, then acknowledged, then handed to everybody, the sender included. */
export const sendMessage = ({ storage, fanout, clock }: House) =>
  checkedInWrite(contract, async ({ input: { room, id, kind, body }, actor }) => {
    const sent = { room, id, kind, sender: actor.user, device: actor.device, at: clock.now(), body }
    const done = await storage.apply('entry.append', sent)
    if (!done.ok) throw new ParleyError(done.why === 'conflict' ? 'conflict' : 'not_a_member')
    const { seq, at, messages, dup } = done
    if (!dup) {
      const entry = { seq, id, kind, sender: sent.sender, device: sent.device, at, messages, body }
      fanout.publish({ kind: 'entry', room, entry })
    }
    return { seq, at, messages, dup }
  })
