import type { AddressInfo } from 'node:net'
import fastifyStatic from '@fastify/static'
import { ParleyError } from '@parley/protocol'
import type { FastifyInstance } from 'fastify'
import { openCore } from './core.ts'
import type { Features } from './features/features.ts'
import { openAddresses } from './gateway/addresses.ts'
import { openHttp } from './gateway/http.ts'
import { processFigures } from './gateway/process-figures.ts'
import { linePaths, openSfuLines } from './gateway/sfu-lines.ts'
import { serveUpgrades, type Upgrade } from './gateway/upgrades.ts'
import { openWebSockets, socketPath } from './gateway/web-socket.ts'
import type { House } from './house.ts'
import { listen } from './listen.ts'

export interface Listening extends AsyncDisposable {
  readonly url: string
  readonly port: number
}

/** The built web client: its hashed files for ever, its page for every path that is no file. */
async function serveWeb(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', (request, reply) => {
    const page = !request.url.startsWith('/api/') && !/\.[a-z0-9]+$/i.test(new URL(request.url, 'http://x').pathname)
    if (!page) throw new ParleyError('not_found')
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}

/** Opens the gateway over the features and listens. Disposing it drains (C17). */
export async function serve(house: House, features: Features): Promise<Listening> {
  const { gatekeeper, sfuDoor } = features
  const { config, clock, delivery, gate, origins, newId } = house
  const { dispatch, uplink, welcome } = openCore(house, features)
  const shared = {
    delivery,
    gatekeeper,
    gate,
    clock,
    newId,
    outbox: { bytes: config.outboxBytes, frames: 1000 },
    welcome,
    addressOf: openAddresses(config.proxies),
    isOwnOrigin: (origin: string | undefined) => origins.isOwn(origin),
  }
  const app = await openHttp({
    ...shared,
    dispatch,
    uplink,
    frameBytes: config.limits.frameBytes,
    version: house.version,
    figures: () => [...features.figures(), ...processFigures(delivery)],
    metricsToken: config.metricsToken,
    sfuDoor,
  })
  if (config.web !== null) await serveWeb(app, config.web)
  const upgrades = new Map<string, Upgrade>([
    [socketPath, openWebSockets({ ...shared, uplink, limits: config.limits })],
  ])
  const lines = sfuDoor && openSfuLines({ ...shared, door: sfuDoor })
  if (lines) for (const path of linePaths) upgrades.set(path, lines.upgrade)
  serveUpgrades(app.server, upgrades)
  await listen(app, config)
  const { port } = app.server.address() as AddressInfo
  origins.listensOn(port)
  return {
    url: `http://localhost:${port}`,
    port,
    async [Symbol.asyncDispose]() {
      await gate.drain()
      lines?.[Symbol.dispose]()
      await app.close()
    },
  }
}
