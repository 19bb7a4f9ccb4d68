import { type ClientFrame, connectionFrame as contract, ParleyError } from '@parley/protocol'
import type { Fanout } from '../ports/fanout.ts'
import type { Connection } from './connection.ts'
import type { Delivery } from './delivery.ts'
import { handler } from './handler.ts'

type Carried = Exclude<ClientFrame, { type: 'do' }>

interface CarryParts {
  readonly delivery: Delivery
  /** The way to other nodes, which may have the connection; null: there are none. */
  readonly elsewhere: Fanout | null
  readonly carry: (connection: Connection, frame: Carried) => void
}

/**
 * The uplink of an event stream: a frame for a connection of the same device, which may be another node's, since what
 * stands before the nodes chooses one for each request. Commands have a POST of their own.
 */
export function carryFrame({ delivery, elsewhere, carry }: CarryParts) {
  elsewhere?.subscribe((hint) => {
    if (hint.kind !== 'frame') return
    const connection = delivery.connection(hint.connection)
    if (connection?.actor.device === hint.device) carry(connection, hint.frame)
  })
  return handler(contract, async ({ input: { connection: id, frame }, actor: { device } }) => {
    const connection = delivery.connection(id)
    if (connection ? connection.actor.device !== device : !elsewhere) throw new ParleyError('not_found')
    if (frame.type === 'do') throw new ParleyError('bad_request', { path: 'input.frame.type' })
    if (connection) carry(connection, frame)
    else elsewhere?.publish({ kind: 'frame', connection: id, device, frame })
    return {}
  })
}
