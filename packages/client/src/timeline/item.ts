import type { Outgoing } from '../outbox/outbox.ts'
import type { ReadEntry } from '../sealing/opening.ts'
import { contentOf, readContent } from './content.ts'
import type { Sending, TimelineItem } from './timeline.ts'

const sending: Sending = { kind: 'sending' }
const sent: Sending = { kind: 'sent' }

/** An entry of the log as a line. */
export const itemOf = (entry: ReadEntry): TimelineItem => ({
  key: entry.id,
  seq: entry.seq,
  sender: entry.sender,
  at: entry.at,
  content: contentOf(entry),
  ...(entry.opening?.kind === 'clear' ? { isClear: true } : {}),
  delivery: sent,
})

function deliveryOf({ state }: Outgoing): Sending {
  switch (state.kind) {
    case 'waiting':
    case 'flying':
      return sending
    case 'acked':
      return sent
    case 'failed':
      return { kind: 'failed', error: state.error }
  }
}

/** A message on its way as a line. */
export const echoOf = (outgoing: Outgoing, sender: string): TimelineItem => ({
  key: outgoing.id,
  seq: outgoing.state.kind === 'acked' ? outgoing.state.seq : null,
  sender,
  at: outgoing.state.kind === 'acked' ? outgoing.state.at : outgoing.at,
  content: readContent(outgoing.kind, outgoing.body),
  delivery: deliveryOf(outgoing),
})
