import { signalCall as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import { mostWaiting } from '../inbox/most-waiting.ts'
import type { Switchboard } from './switchboard.ts'

/** From seat to seat: stored in the other device's inbox, then handed on. */
export const signalCall = ({ storage, fanout, clock }: House, switchboard: Switchboard) =>
  handler(contract, async ({ input: { call, device, body }, actor }) => {
    await switchboard.seat(call, actor.user, actor.device)
    const target = await switchboard.seat(call, actor.user, device)
    const from = { user: actor.user, device: actor.device }
    const entry = { kind: 'call-signal' as const, from, call, at: clock.now(), body }
    const stored = await storage.apply('inbox.append', { device, entry, most: mostWaiting })
    if (!stored.ok) throw new ParleyError(stored.why === 'full' ? 'inbox_full' : 'not_found')
    fanout.publish({ kind: 'inbox', user: target.user, device, entry: { ...entry, seq: stored.seq } })
    return {}
  })
