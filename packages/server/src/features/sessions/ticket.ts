import { ticket as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { FrontDesk } from '../accounts/front-desk.ts'
import { ticketLifetime } from './vouchers.ts'

/** A ticket for one upgrade. Says why there would be none, since a browser does not learn it from a refused upgrade. */
export const ticket = ({ tickets, gate }: FrontDesk) =>
  handler(contract, async ({ actor }) => {
    const full = gate.refusal()
    if (full) throw new ParleyError(full.code, { retryAfter: full.retryAfter })
    return { ticket: tickets.give(actor.device), expiresIn: ticketLifetime }
  })
