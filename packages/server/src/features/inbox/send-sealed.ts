import { sendToInboxes as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { mostWaiting } from './most-waiting.ts'

/** From device to devices: stored in their inboxes, then handed on. */
export const sendSealed = ({ storage, fanout, clock }: House) =>
  handler(contract, async ({ input: { messages }, actor }) => {
    const from = { user: actor.user, device: actor.device }
    const at = clock.now()
    const sent = await storage.apply('inbox.send', { from, at, messages, most: mostWaiting })
    if (!sent.ok) throw new ParleyError('inbox_full', { path: `input.messages.${sent.at}.device` })
    for (const { at: place, seq } of sent.stored) {
      const message = messages[place]
      if (!message) continue
      const { user, device, body } = message
      fanout.publish({ kind: 'inbox', user, device, entry: { seq, kind: 'sealed', from, at, body } })
    }
    return { sent: sent.stored.length }
  })
