import {
  sendMessage as contract,
  type Entry,
  type ErrorCode,
  isClear,
  ParleyError,
  type ServerFrame,
} from '@parley/protocol'
import { checkedInWrite } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import type { Hint } from '../../ports/fanout.ts'
import type { Rooms } from '../rooms/index.ts'

const codes = {
  conflict: 'conflict',
  'not-a-member': 'not_a_member',
  'not-sealed': 'not_sealed',
  stale: 'stale',
  overtaken: 'overtaken',
} as const satisfies Record<string, ErrorCode>

function framed(room: string, entry: Entry): Hint {
  const frame = { type: 'entry', room, entry } satisfies ServerFrame
  const { seq, sender } = entry
  return { kind: 'framed', room, seq, sender, frame: Buffer.from(JSON.stringify(frame)) }
}

/**
 * Appends to a room: stored with fsync, handed to everybody, the sender included, then acknowledged. A direct message
 * that the other side had closed comes back to them before that, so an acknowledged message is one that can be seen.
 */
export const sendMessage = ({ storage, fanout, clock }: House, rooms: Rooms) =>
  checkedInWrite(contract, async ({ input: { room, id, kind, body, lines, later }, actor }) => {
    const sent = { room, id, kind, sender: actor.user, device: actor.device, at: clock.now(), body }
    const done = await storage.apply('entry.append', {
      ...sent,
      isClear: isClear(body),
      ...(lines === undefined ? {} : { lines }),
      ...(later === undefined ? {} : { later }),
    })
    if (!done.ok) throw new ParleyError(codes[done.why])
    const { seq, at, messages, dup } = done
    // The node that stored it may have ended before it told anybody; what is told twice is heard once.
    const entry: Entry | undefined = dup
      ? (await storage.read('entry.range', { room, after: seq - 1, until: seq, limit: 1 }))[0]
      : { seq, id, kind, sender: sent.sender, device: sent.device, at, messages, body }
    if (entry) fanout.publish(framed(room, entry))
    if (done.closed) await rooms.reopen(room, actor)
    return { seq, at, messages, dup }
  })
