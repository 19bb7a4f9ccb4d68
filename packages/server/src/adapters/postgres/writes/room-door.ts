import type { Arrived, Comer } from '../../../ports/storage/invites.ts'
import { arrivalOf, type Destination } from '../../sql/arrival.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'
import { enter } from './enter.ts'
import { setStanding } from './standing.ts'

const grow = statement(
  'UPDATE rooms SET version = version + 1, members = members + $2 WHERE n = $1 RETURNING version, members',
)

/**
 * Lets somebody into the room of an invite. Before a sealed room they wait as somebody whom the maker of the link
 * invited: only a member can say in its membership log that they are in.
 */
export async function letIn(transaction: Transaction, { room, by }: Destination, comer: Comer): Promise<Arrived> {
  const head = await transaction.log.head(room)
  if (!head) throw new Error('the room of an invite is not there')
  const { state, deed, note, standing } = arrivalOf(head, by, comer)
  const entry = await enter(transaction, head, deed, note)
  if (!entry) throw new Error('the id of the entry was used before')
  const more = await setStanding(transaction, head, standing)
  const row = await transaction.db.get(grow, head.n, more)
  return { room, state, entry, version: row?.['version'] as number, members: row?.['members'] as number }
}
