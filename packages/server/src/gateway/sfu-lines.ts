import { once } from 'node:events'
import { ParleyError } from '@parley/protocol'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '../ports/clock.ts'
import type { SfuLine, SfuSeat } from '../ports/media-router.ts'
import { Bucket } from './bucket.ts'
import type { Gate } from './gate.ts'
import type { SfuDoor } from './sfu-door.ts'
import { freshToken, isToken } from './sfu-token.ts'
import { refuse, type Upgrade, urlOf } from './upgrades.ts'

export interface SfuLineParts {
  readonly door: SfuDoor
  readonly gate: Gate
  readonly clock: Clock
  readonly isOwnOrigin: (origin: string | undefined) => boolean
}

/** Where LiveKit's clients open their line, and where they ask afterwards why they may not. */
export const linePaths = ['/rtc', '/rtc/v1'] as const
export const reasonPaths = linePaths.map((path) => `${path}/validate`)

/** The ticket in a request of a LiveKit client. It stands in the address, because a browser cannot put it elsewhere. */
export const ticketParameter = 'access_token'

/** Bytes of one signal: the description of a session with fifty people in it stays below. */
const signalMost = 2 ** 18
/** Signals of one client: candidates come in bursts. */
const [perSecond, burst] = [50, 500]
/** Bytes that may wait for a client. */
const waitMost = 2 ** 20
/** Milliseconds after which a client gets a ticket to come back with: each is good for a minute. */
const ticketEvery = 30_000

/** The same question to the SFU, with our own word in place of the ticket, where no log sees it. */
async function call(line: SfuLine, { pathname, searchParams }: URL): Promise<WebSocket> {
  const search = new URLSearchParams(searchParams)
  search.delete(ticketParameter)
  const far = new WebSocket(`${line.url.replace(/^http/, 'ws')}${pathname}?${search}`, {
    headers: { authorization: line.authorization },
    perMessageDeflate: false,
  })
  // Nothing that it says at once may pass before somebody listens.
  far.once('open', () => far.pause())
  await once(far, 'open').catch((cause: unknown) => {
    throw new ParleyError('unavailable', { cause })
  })
  return far
}

/** Carries both ways until one of them ends, the seat is lost, or the client asks too much. Answers what ends it. */
function join(near: WebSocket, far: WebSocket, seat: SfuSeat, { door, clock }: SfuLineParts) {
  const bucket = new Bucket(perSecond, burst, clock.monotonic())
  const renew = (): void => near.send(freshToken(door.ticket(seat)))
  const stops = [door.onLost(seat, () => end(4403, 'no seat in this call any more')), clock.every(ticketEvery, renew)]
  const end = (code: number, reason: string): void => {
    for (const stop of stops) stop()
    near.close(code, reason)
    far.close()
    clock.after(1000, () => [near, far].forEach((one) => void one.terminate()))
  }
  near.on('message', (data: RawData, isBinary) => {
    if (bucket.take(1, clock.monotonic()) > 0) return end(4029, 'more signals than a call has')
    if (far.readyState === WebSocket.OPEN) far.send(data as Buffer, { binary: isBinary })
  })
  far.on('message', (data: RawData, isBinary) => {
    if (near.bufferedAmount > waitMost) return end(4008, 'reading too slowly')
    if (!isToken(data as Buffer)) near.send(data as Buffer, { binary: isBinary })
  })
  // The first signal says who somebody is in there; what comes before it would not be understood.
  far.once('message', renew)
  for (const one of [near, far]) {
    one.on('error', () => undefined)
    one.on('close', () => end(1012, 'the line to the SFU ended'))
  }
  far.resume()
  return end
}

export interface SfuLines extends Disposable {
  readonly upgrade: Upgrade
}

/**
 * The signalling of an SFU, passed on: the SFU itself can be reached by nobody else. Who may have a line is decided here,
 * before the 101 (RFC 6455 §4.2.2), and again whenever somebody loses a seat. Disposing it ends all lines.
 */
export function openSfuLines(parts: SfuLineParts): SfuLines {
  const open = new Map<WebSocket, ReturnType<typeof join>>()
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: signalMost,
  })
  const upgrade: Upgrade = async (request, socket, head) => {
    if (!parts.isOwnOrigin(request.headers.origin)) return refuse(socket, '403 Forbidden')
    if (parts.gate.refusal()?.code === 'draining') return refuse(socket, '503 Service Unavailable')
    const url = urlOf(request)
    const ticket = url?.searchParams.get(ticketParameter) ?? ''
    const seat = await parts.door.redeem(ticket).catch(() => 'unknown' as const)
    if (seat === 'unknown') return refuse(socket, '503 Service Unavailable', 'Retry-After: 1\r\n')
    if (!url || !seat) return refuse(socket, '401 Unauthorized')
    const far = await parts.door
      .enter(seat)
      .then((line) => call(line, url))
      .catch(() => null)
    if (!far) return refuse(socket, '503 Service Unavailable', 'Retry-After: 1\r\n')
    socket.once('close', () => far.terminate())
    sockets.handleUpgrade(request, socket, head, (near) => {
      open.set(near, join(near, far, seat, parts))
      near.once('close', () => open.delete(near))
    })
  }
  return {
    upgrade,
    [Symbol.dispose]() {
      for (const end of open.values()) end(1012, 'this server ends')
    },
  }
}
