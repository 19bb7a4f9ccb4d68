import type { AddressInfo } from 'node:net'
import fastifyStatic from '@fastify/static'
import { heartbeatEvery, ParleyError } from '@parley/protocol'
import type { FastifyInstance } from 'fastify'
import type { Features } from './features/features.ts'
import { carryFrame } from './gateway/carry-frame.ts'
import type { Connection } from './gateway/connection.ts'
import { Dispatch } from './gateway/dispatch.ts'
import { Frame } from './gateway/frame.ts'
import { openHttp } from './gateway/http.ts'
import { processFigures } from './gateway/process-figures.ts'
import { Uplink } from './gateway/uplink.ts'
import { serveWebSockets } from './gateway/web-socket.ts'
import type { House } from './house.ts'
import { listen } from './listen.ts'

export interface Listening extends AsyncDisposable {
  readonly url: string
  readonly port: number
}

function welcomeOf({ storage, clock, config }: House) {
  return ({ id, actor }: Connection): Frame =>
    new Frame({
      type: 'welcome',
      protocol: 1,
      epoch: storage.epoch,
      user: actor.user,
      device: actor.device,
      connection: id,
      now: clock.now(),
      limits: config.limits,
      heartbeat: heartbeatEvery,
    })
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
  const { handlers, gatekeeper, snapshots, watchers } = features
  const { config, storage, clock, delivery, gate, origins, log, rates, newId } = house
  const carry = carryFrame(delivery, (connection, frame, caller) => uplink.take(connection, frame, caller))
  const dispatch = new Dispatch({ handlers: { ...handlers, 'connection.frame': carry }, storage, rates, log })
  const uplink = new Uplink({ dispatch, delivery, gatekeeper, clock, storage, snapshots, limits: config.limits })
  for (const watcher of watchers) delivery.watch(watcher)
  const shared = {
    delivery,
    gatekeeper,
    gate,
    clock,
    newId,
    outbox: { bytes: config.outboxBytes, frames: 1000 },
    welcome: welcomeOf(house),
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
  })
  if (config.web !== null) await serveWeb(app, config.web)
  serveWebSockets(app.server, { ...shared, uplink, limits: config.limits })
  await listen(app, config)
  const { port } = app.server.address() as AddressInfo
  origins.listensOn(port)
  return {
    url: `http://localhost:${port}`,
    port,
    async [Symbol.asyncDispose]() {
      await gate.drain()
      await app.close()
    },
  }
}
