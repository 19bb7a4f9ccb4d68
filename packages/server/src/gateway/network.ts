import { isIPv6 } from 'node:net'

/** IPv4 inside IPv6 (RFC 4291 §2.5.5.2), as Node writes the peers of a socket that takes both. */
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * What throttling goes by: an IPv4 address, and of IPv6 the /64, because whoever has one address there has all 2^64.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%')
  const inner = mapped.exec(plain)?.[1]
  if (inner !== undefined) return inner
  if (!isIPv6(plain)) return address
  // The serialised host has no upper case, leading zeros or dotted end any more; `::` is all that can be short.
  const [left = '', right = ''] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')
  const [before, behind] = [left, right].map((side) => side.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: 8 - (before?.length ?? 0) - (behind?.length ?? 0) }, () => '0')
  return `${[...(before ?? []), ...zeros, ...(behind ?? [])].slice(0, 4).join(':')}::/64`
}
