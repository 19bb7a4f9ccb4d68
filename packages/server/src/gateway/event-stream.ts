import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../ports/clock.ts'
import { Connection } from './connection.ts'
import type { Delivery } from './delivery.ts'
import { Frame } from './frame.ts'
import type { Admission } from './gatekeeper.ts'
import { Outbox, type OutboxLimits } from './outbox.ts'

export interface EventStreamParts {
  readonly delivery: Delivery
  readonly clock: Clock
  readonly outbox: OutboxLimits
  readonly newId: () => string
  readonly welcome: (connection: Connection) => Frame
}

const closeGrace = 1000

/**
 * The downlink of a client whose network blocks WebSockets: the same frames as server-sent events. Its uplink is
 * `connection.frame`, its commands go by POST.
 */
export function openEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  admission: Admission,
  parts: EventStreamParts,
): void {
  const { delivery, clock } = parts
  reply.hijack()
  const response = reply.raw
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  const slow = (): void => delivery.close(connection, 4008, 'reading too slowly')
  const outbox = new Outbox(response, (frame) => frame.eventStream, parts.outbox, slow)
  const carrier = {
    outbox,
    close(code: number, reason: string) {
      outbox.flush()
      outbox.end()
      response.end(new Frame({ type: 'close', code, reason }).eventStream)
      clock.after(closeGrace, () => request.raw.socket.destroy())
    },
  }
  const connection = new Connection(parts.newId(), admission.actor, carrier, clock.monotonic(), admission.ends)
  const gone = (): void => {
    connection.gone()
    delivery.remove(connection)
  }
  response.on('close', gone)
  response.on('error', gone)
  delivery.add(connection)
  connection.answer(parts.welcome(connection))
}
