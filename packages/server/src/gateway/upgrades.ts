import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Decides about one upgrade, before the 101 (RFC 6455 §4.2.2). */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>

/** Says no, and ends the connection. */
export function refuse(socket: Duplex, status: string, more = ''): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n${more}\r\n`)
}

/** The address that an upgrade asks for; null: it is none. */
export const urlOf = (request: IncomingMessage): URL | null => URL.parse(request.url ?? '/', 'http://localhost')

/** Hands each upgrade to whoever serves its path. */
export function serveUpgrades(server: Server, byPath: ReadonlyMap<string, Upgrade>): void {
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const decide = byPath.get(urlOf(request)?.pathname ?? '')
    if (!decide) return refuse(socket, '404 Not Found')
    decide(request, socket, head).catch(() => socket.destroy())
  })
}
