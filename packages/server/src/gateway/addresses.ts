import type { IncomingMessage } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'
import { networkOf } from './network.ts'

/** Where a request comes from, for throttling. */
export type AddressOf = (request: IncomingMessage) => string

/** Whether proxies are named so that they can be told: addresses, networks, or `loopback`, `linklocal`, `uniquelocal`. */
export function areProxies(names: readonly string[]): boolean {
  try {
    proxyAddr.compile([...names])
    return true
  } catch {
    return false
  }
}

/** @param proxies whose X-Forwarded-For is believed; what anybody else writes there is not */
export function openAddresses(proxies: readonly string[]): AddressOf {
  const isProxy = proxyAddr.compile([...proxies])
  return (request) => {
    // Somebody who has hung up meanwhile has no address any more.
    if (request.socket.remoteAddress === undefined) return networkOf('')
    return networkOf(proxyAddr(request, isProxy))
  }
}
