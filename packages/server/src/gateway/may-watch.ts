import { createHash, timingSafeEqual } from 'node:crypto'
import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Headers by which proxies say that they pass on a request of somebody else. */
const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'] as const
const ownNames = ['localhost', '127.0.0.1', '[::1]']

/** Who asks for the figures, as far as one can tell. */
export interface Asking {
  /** Address of the other end of the connection. */
  readonly peer: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest()

function isHere({ peer, headers }: Asking): boolean {
  const family = isIP(peer)
  if (family === 0 || !loopback.check(peer, family === 6 ? 'ipv6' : 'ipv4')) return false
  if (passedOn.some((name) => headers[name] !== undefined)) return false
  // A page elsewhere can lead a browser here under a name of its own.
  return ownNames.includes(String(headers['host'] ?? '').replace(/:\d+$/, ''))
}

/**
 * Whether somebody may read the figures. With a token: whoever sends it as `Authorization: Bearer`, from anywhere.
 * Without one: programs on this machine that ask directly, and nobody whom a proxy passes on.
 */
export function mayWatch(asking: Asking, token: string): boolean {
  if (token === '') return isHere(asking)
  const sent = asking.headers['authorization']
  return typeof sent === 'string' && timingSafeEqual(digest(sent), digest(`Bearer ${token}`))
}
