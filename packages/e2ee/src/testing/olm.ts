import { createRequire } from 'node:module'
import canonicalize from 'canonicalize'

type Olm = typeof import('@matrix-org/olm')
// Its types name a global, and its module sets one.
/** An implementation that shares no code with the one that Parley uses. */
export const olm = createRequire(import.meta.url)('@matrix-org/olm') as Olm
await olm.init()

/** What is signed of an object. */
export const canonical = (value: object): string => canonicalize(value) ?? ''

/** What somebody seals for a room, and what opens it. */
export const outboundGroup = () => {
  const group = new olm.OutboundGroupSession()
  group.create()
  return group
}

export const inboundGroup = (key: string) => {
  const group = new olm.InboundGroupSession()
  group.create(key)
  return group
}
