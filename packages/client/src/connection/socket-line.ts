import { subprotocol } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { halfLine } from './half-line.ts'
import { broken, type Line } from './line.ts'

export interface SocketLineParts {
  readonly url: string
  readonly WebSocket: typeof WebSocket
  readonly clock: Clock
  /** Milliseconds until the welcome has to be there. */
  readonly patience: number
}

const socketUrl = (url: string): string => {
  const address = new URL('/api/socket', url)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}

/** Opens a WebSocket with a ticket that is good for one upgrade. */
export function openSocketLine(ticket: string, { url, WebSocket, clock, patience }: SocketLineParts): Promise<Line> {
  const socket = new WebSocket(socketUrl(url), [subprotocol, `ticket.${ticket}`])
  const half = halfLine(clock, patience, () => ({
    via: 'socket',
    send: (frame) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
    },
    drop() {
      if (socket.readyState < socket.CLOSING) socket.close()
    },
  }))
  socket.addEventListener('message', ({ data }) => half.arrived(String(data)))
  socket.addEventListener('close', ({ code, reason }) => half.ended({ code, reason }))
  socket.addEventListener('error', () => {
    if (socket.readyState !== socket.OPEN) half.ended(broken)
  })
  return half.line
}
