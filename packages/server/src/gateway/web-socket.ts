import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { closeCodes, type Limits, subprotocol } from '@parley/protocol'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '../ports/clock.ts'
import type { AddressOf } from './addresses.ts'
import { type Carrier, Connection } from './connection.ts'
import type { Delivery } from './delivery.ts'
import type { Frame } from './frame.ts'
import type { Gate } from './gate.ts'
import type { Admission, Gatekeeper } from './gatekeeper.ts'
import type { Caller } from './handler.ts'
import { Outbox, type OutboxLimits } from './outbox.ts'
import { refuse, type Upgrade } from './upgrades.ts'
import type { Uplink } from './uplink.ts'

export interface WebSocketParts {
  readonly delivery: Delivery
  readonly gatekeeper: Gatekeeper
  readonly gate: Gate
  readonly uplink: Uplink
  readonly clock: Clock
  readonly limits: Limits
  readonly outbox: OutboxLimits
  readonly newId: () => string
  readonly welcome: (connection: Connection) => Frame
  readonly addressOf: AddressOf
  readonly isOwnOrigin: (origin: string | undefined) => boolean
}

export const socketPath = '/api/socket'
const ticketPrefix = 'ticket.'
/** Milliseconds between a close frame and the end of the socket, answered or not. */
const closeGrace = 1000

function ticketOf(request: IncomingMessage): string | null {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  const ticket = offered.find((name) => name.startsWith(ticketPrefix))
  return offered.includes(subprotocol) && ticket ? ticket.slice(ticketPrefix.length) : null
}

/** Serves WebSockets. Everything is decided before the 101 (RFC 6455 §4.2.2). */
export function openWebSockets(parts: WebSocketParts): Upgrade {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: parts.limits.frameBytes,
    maxFragments: 64,
    maxBufferedChunks: 1024,
    closeTimeout: closeGrace,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  } as ConstructorParameters<typeof WebSocketServer>[0])

  return async (request, socket, head) => {
    if (!parts.isOwnOrigin(request.headers.origin)) return refuse(socket, '403 Forbidden')
    const full = parts.gate.refusal()
    if (full) return refuse(socket, '503 Service Unavailable', `Retry-After: ${Math.ceil(full.retryAfter / 1000)}\r\n`)
    const ticket = ticketOf(request)
    const admission = ticket === null ? null : await parts.gatekeeper.redeem(ticket)
    if (!admission) return refuse(socket, '401 Unauthorized')
    sockets.handleUpgrade(request, socket, head, (ws) => accept(ws, socket, request, admission, parts))
  }
}

function carrierOf(ws: WebSocket, socket: Duplex, limits: OutboxLimits, clock: Clock, slow: () => void): Carrier {
  const outbox = new Outbox(socket, (frame) => frame.webSocket, limits, slow)
  return {
    outbox,
    close(code, reason) {
      if (closeCodes[code].name !== 'slow consumer') outbox.flush()
      outbox.end()
      ws.close(code, reason)
      clock.after(closeGrace, () => ws.terminate())
    },
  }
}

function accept(
  ws: WebSocket,
  socket: Duplex,
  request: IncomingMessage,
  { actor, ends }: Admission,
  parts: WebSocketParts,
): void {
  const { delivery, uplink, clock } = parts
  const slow = (): void => delivery.close(connection, 4008, 'reading too slowly')
  const gone = (): void => {
    connection.gone()
    delivery.remove(connection)
  }
  const carrier = carrierOf(ws, socket, parts.outbox, clock, slow)
  const connection = new Connection(parts.newId(), actor, carrier, clock.monotonic(), ends)
  const caller: Caller = {
    address: parts.addressOf(request),
    agent: request.headers['user-agent'] ?? '',
    connection: connection.id,
    cookie: null,
  }
  ws.on('message', (data, isBinary) => {
    if (isBinary) delivery.close(connection, 1008, 'text frames only')
    else uplink.receive(connection, data as Buffer, caller)
  })
  ws.on('close', gone)
  ws.on('error', gone)
  delivery.add(connection)
  connection.answer(parts.welcome(connection))
}
