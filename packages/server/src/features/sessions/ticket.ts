import { ticket as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'
import { ticketLifetime } from './vouchers.ts'

/** A ticket for one upgrade. Says why there would be none, since a browser does not learn it from a refused upgrade. */
export const ticket = ({ tickets, gate, randomness }: FrontDesk) =>
  handler(contract, async ({ actor }) => {
    const full = gate.refusal()
    if (full) throw new ParleyError(full.code, { retryAfter: full.retryAfter })
    const text = Buffer.from(randomness.bytes(32)).toString('base64url')
    tickets.put(text, actor.device)
    return { ticket: text, expiresIn: ticketLifetime }
  })
