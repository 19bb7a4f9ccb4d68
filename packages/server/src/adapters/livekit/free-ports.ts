import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { SfuPorts } from './configuration.ts'

async function isFreeTcp(port: number, host: string): Promise<boolean> {
  const server = createServer().listen({ port, host, exclusive: true })
  try {
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

async function isFreeUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    socket.bind({ port, exclusive: true })
    await once(socket, 'listening')
    return true
  } catch {
    return false
  } finally {
    socket.close()
  }
}

const tries = 200

async function firstFree(from: number, taken: readonly number[], isFree: (port: number) => Promise<boolean>) {
  for (let port = from; port < from + tries && port <= 65_535; port += 1) {
    if (!taken.includes(port) && (await isFree(port))) return port
  }
  throw new Error(`The ports ${from} to ${from + tries - 1} are all taken: choose others with PARLEY_SFU_PORT.`)
}

/** The first ports from one on that nobody has: TCP for media, UDP for media, TCP for commands. */
export async function freePorts(from: number): Promise<SfuPorts> {
  const anywhere = (port: number): Promise<boolean> => isFreeTcp(port, '0.0.0.0')
  const tcp = await firstFree(from, [], anywhere)
  const udp = await firstFree(tcp, [], isFreeUdp)
  const signal = await firstFree(tcp + 1, [], (port) => isFreeTcp(port, '127.0.0.1'))
  return { signal, udp, tcp }
}
