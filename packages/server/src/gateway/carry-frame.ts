import { type ClientFrame, connectionFrame as contract, ParleyError } from '@parley/protocol'
import type { Connection } from './connection.ts'
import type { Delivery } from './delivery.ts'
import { type Caller, handler } from './handler.ts'

type Take = (connection: Connection, frame: ClientFrame, caller: Caller) => void

/** The uplink of an event stream: a frame for a connection of the same device. Commands have a POST of their own. */
export const carryFrame = (delivery: Delivery, take: Take) =>
  handler(contract, async ({ input: { connection: id, frame }, actor, caller }) => {
    const connection = delivery.connection(id)
    if (connection?.actor.device !== actor.device) throw new ParleyError('not_found')
    if (frame.type === 'do') throw new ParleyError('bad_request', { path: 'input.frame.type' })
    take(connection, frame, caller)
    return {}
  })
