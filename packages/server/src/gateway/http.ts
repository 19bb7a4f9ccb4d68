import { inspect } from 'node:util'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import { type Command, commands, type ErrorCode, errors, openapi, ParleyError } from '@parley/protocol'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { AddressOf } from './addresses.ts'
import type { Dispatch } from './dispatch.ts'
import type { EventStreamParts } from './event-stream.ts'
import { openEventStream } from './event-stream.ts'
import { exposition, expositionType, type Figure } from './figure.ts'
import type { Gate } from './gate.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import type { Caller } from './handler.ts'
import { helmetOptions } from './headers.ts'
import { parseJson } from './json.ts'
import { mayWatch } from './may-watch.ts'
import type { SfuDoor } from './sfu-door.ts'
import { reasonPaths, ticketParameter } from './sfu-lines.ts'
import type { Uplink } from './uplink.ts'

export interface HttpParts extends EventStreamParts {
  readonly dispatch: Dispatch
  readonly gatekeeper: Gatekeeper
  readonly gate: Gate
  readonly uplink: Uplink
  readonly frameBytes: number
  readonly version: string
  readonly addressOf: AddressOf
  readonly isOwnOrigin: (origin: string | undefined) => boolean
  readonly figures: () => readonly Figure[]
  /** Whoever sends it may read the figures; empty: only this machine may. */
  readonly metricsToken: string
  readonly sfuDoor: SfuDoor | null
}

/** The refresh cookie: invisible to scripts, bound to this host, never sent from another site. */
const refreshCookie = '__Host-rt'
const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict', maxAge: 180 * 86_400 } as const

const bearer = (request: FastifyRequest): string | null => {
  const header = request.headers.authorization
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : null
}

function callerOf(address: string, request: FastifyRequest, reply: FastifyReply): Caller {
  return {
    address,
    agent: request.headers['user-agent'] ?? '',
    connection: null,
    cookie: {
      value: request.cookies[refreshCookie] ?? null,
      set(token) {
        if (token === null) void reply.clearCookie(refreshCookie, cookieOptions)
        else void reply.setCookie(refreshCookie, token, cookieOptions)
      },
    },
  }
}

const statusErrors: Readonly<Record<number, ErrorCode>> = {
  404: 'not_found',
  413: 'too_large',
  415: 'wrong_content_type',
}

function named(error: FastifyError | ParleyError): ParleyError {
  if (error instanceof ParleyError) return error
  const status = error.statusCode ?? 500
  return new ParleyError(statusErrors[status] ?? (status < 500 ? 'bad_request' : 'internal'), { cause: error })
}

function sendError(reply: FastifyReply, error: ParleyError): FastifyReply {
  const wait = error.detail.retryAfter
  if (wait !== undefined) void reply.header('retry-after', Math.ceil(wait / 1000))
  return reply.code(errors[error.code].status).send(error.answer())
}

/** The HTTP side: every command as POST, the event stream, the documents. Static files are added by the caller. */
export async function openHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { dispatch, gatekeeper, gate } = parts
  const app = fastify({
    bodyLimit: parts.frameBytes,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 64 },
  })
  await app.register(cookie)
  await app.register(helmet, helmetOptions)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: FastifyRequest, body: Buffer) =>
    parseJson(body),
  )
  app.setErrorHandler((error: FastifyError, _, reply) => {
    const known = named(error)
    if (known.code === 'internal') process.stderr.write(`parley: ${inspect(error)}\n`)
    return sendError(reply, known)
  })
  app.setNotFoundHandler((_, reply) => sendError(reply, new ParleyError('not_found')))
  app.addHook('onRequest', async (request) => {
    const site = request.headers['sec-fetch-site']
    const foreign = site !== undefined && site !== 'same-origin' && site !== 'none'
    const changes = request.method !== 'GET' && request.method !== 'HEAD'
    if (!parts.isOwnOrigin(request.headers.origin) || (foreign && changes)) throw new ParleyError('foreign_origin')
  })

  async function run(command: Command, input: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const access = bearer(request)
    const admission = access === null ? null : await gatekeeper.authenticate(access)
    if (access !== null && !admission) throw new ParleyError('unauthenticated')
    void reply.header('cache-control', 'no-store')
    return await dispatch.call(
      command.name,
      input,
      admission?.actor ?? null,
      callerOf(parts.addressOf(request.raw), request, reply),
    )
  }
  for (const command of commands) {
    app.post(`/api/${command.name}`, (request, reply) => run(command, request.body ?? null, request, reply))
    if (command.get) app.get(command.get, (request, reply) => run(command, {}, request, reply))
  }
  app.post('/api/*', async () => {
    throw new ParleyError('unknown_command')
  })
  app.get('/api/openapi.json', async () => openapi(parts.version))
  app.get('/api/events', async (request, reply) => {
    const full = gate.refusal()
    if (full) throw new ParleyError(full.code, { retryAfter: full.retryAfter })
    const access = bearer(request)
    const admission = access === null ? null : await gatekeeper.authenticate(access)
    if (!admission) throw new ParleyError('unauthenticated')
    openEventStream(request, reply, admission, parts)
    return reply
  })
  app.get('/metrics', async (request, reply) => {
    const asking = { peer: request.socket.remoteAddress ?? '', headers: request.headers }
    if (!mayWatch(asking, parts.metricsToken)) throw new ParleyError('not_found')
    void reply.header('cache-control', 'no-store').type(expositionType)
    return exposition(parts.figures())
  })
  for (const path of parts.sfuDoor ? reasonPaths : []) {
    app.get<{ Querystring: Record<string, unknown> }>(path, async ({ query }) => {
      if (!(await parts.sfuDoor?.isGood(String(query[ticketParameter] ?? '')))) throw new ParleyError('unauthenticated')
      return 'success'
    })
  }
  app.get('/livez', async () => ({ alive: true }))
  app.get('/readyz', async (_, reply) => {
    const ready = gate.state.kind === 'open'
    return await reply.code(ready ? 200 : 503).send({ ready })
  })
  return app
}
