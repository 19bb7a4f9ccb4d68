import type { ClientFrame } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { eventData } from './event-stream.ts'
import { halfLine } from './half-line.ts'
import { broken, type Line, type LineEnd } from './line.ts'

export interface EventsLineParts {
  readonly url: string
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly patience: number
  /** The way up: one frame by POST. */
  readonly uplink: (connection: string, frame: ClientFrame) => Promise<unknown>
}

const codeOf = (status: number): number => (status === 401 ? 4401 : 1006)

/** Opens a stream of server-sent events, for networks that let no WebSocket through. */
export function openEventsLine(
  access: string,
  { url, fetch, clock, patience, uplink }: EventsLineParts,
): Promise<Line> {
  const abort = new AbortController()
  let connection = ''
  let up: Promise<unknown> = Promise.resolve()
  const half = halfLine(clock, patience, () => ({
    via: 'events',
    send(frame) {
      up = up.then(() => uplink(connection, frame)).catch(() => half.ended(broken))
    },
    drop: () => abort.abort(),
  }))

  async function read(): Promise<LineEnd> {
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${access}` }
    const answer = await fetch(new URL('/api/events', url), { headers, signal: abort.signal, cache: 'no-store' })
    if (!answer.ok || !answer.body) return { code: codeOf(answer.status), reason: '' }
    for await (const text of eventData(answer.body)) half.arrived(text)
    return broken
  }
  read().then(half.ended, () => half.ended(broken))
  return half.line.then((line) => {
    connection = line.welcome.connection
    return line
  })
}
