import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { defaultLimits, type Limits } from '@parley/protocol'
import { z } from 'zod'
import { areProxies } from './gateway/addresses.ts'
import { type RedisAddress, redisAddress } from './redis-address.ts'

const number = (low: number, high: number) => z.coerce.number().int().min(low).max(high)
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)
const built = fileURLToPath(new URL('../../web/dist', import.meta.url))
const redis = z.string().transform((text, context) => {
  const address = redisAddress(text)
  if (address) return address
  context.addIssue(
    'an address looks like redis://host:6379, redis-sentinel://host,host/master or redis-cluster://host,host',
  )
  return z.NEVER
})
const yes = z.enum(['0', '1']).transform((text) => text === '1')

interface Setting<T> {
  /** What it does, in a sentence; docs/operating.md is made from it. */
  readonly doc: string
  readonly schema: z.ZodType<T>
  readonly fallback: T
}
const setting = <T>(doc: string, schema: z.ZodType<T>, fallback: T): Setting<T> => ({ doc, schema, fallback })

/** Settings whose value nobody may read in a log. */
const secrets: readonly string[] = [
  'DATABASE_URL',
  'REDIS_URL',
  'LIVEKIT_URL',
  'LIVEKIT_API_SECRET',
  'PARLEY_TURN_SECRET',
  'PARLEY_METRICS_TOKEN',
]

const isDatabase = (text: string): boolean => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text)

const isLiveKit = (text: string): boolean => /^(http|ws)s?:\/\//.test(text) && URL.canParse(text)

/** Every setting: an environment variable, what it does, what it may be. All are optional. */
export const settings = {
  PARLEY_HOST: setting(
    'Address to listen on. 0.0.0.0 or :: are all of this machine’s, for where a proxy on another one comes in.',
    z.string().min(1),
    '127.0.0.1',
  ),
  PARLEY_PORT: setting('Port to listen on. Without it 8080, or the next free one.', number(0, 65_535).nullable(), null),
  PARLEY_DATA: setting('Folder for everything that the server keeps.', z.string().min(1), './data'),
  PARLEY_KEYS: setting(
    'File with the keys of the house, made if there is none. Servers that are one house need the same. Without it keys.json in the data folder.',
    z.string(),
    '',
  ),
  DATABASE_URL: setting(
    'A PostgreSQL database (15 or newer) that keeps what people make, for example postgres://parley:secret@db.example.org/parley. Without it a file in the data folder does.',
    z.string().refine(isDatabase, 'it has to be like postgres://user:password@host/database'),
    '',
  ),
  PARLEY_ORIGINS: setting('Addresses of pages, comma-separated, that may talk to the server beside its own.', list, []),
  PARLEY_PROXIES: setting(
    'Proxies in front, comma-separated, whose X-Forwarded-For says where somebody comes from: addresses, networks like 10.0.0.0/8, loopback, uniquelocal.',
    list.refine(areProxies, 'name addresses, networks like 10.0.0.0/8, loopback or uniquelocal'),
    [],
  ),
  PARLEY_LOG: setting('How much is logged to stderr.', z.enum(['silent', 'error', 'warn', 'info', 'debug']), 'warn'),
  PARLEY_MESSAGES_PER_SECOND: setting('Messages per second and user.', number(1, 1e6), defaultLimits.messagesPerSecond),
  PARLEY_MESSAGES_BURST: setting('Messages that may come at once.', number(1, 1e6), defaultLimits.messagesBurst),
  PARLEY_TYPING_PER_SECOND: setting('Typing notes per second and user.', number(1, 1e6), defaultLimits.typingPerSecond),
  PARLEY_COMMANDS_PER_SECOND: setting(
    'Cost of other commands per second and user.',
    number(1, 1e6),
    defaultLimits.commandsPerSecond,
  ),
  PARLEY_COMMANDS_BURST: setting(
    'Cost of commands that may come at once.',
    number(1, 1e6),
    defaultLimits.commandsBurst,
  ),
  PARLEY_CREDENTIALS_PER_MINUTE: setting(
    'Tries to sign in or register per minute and address.',
    number(1, 1e6),
    defaultLimits.credentialsPerMinute,
  ),
  PARLEY_UNACKED_SENDS: setting(
    'Sends of one connection that may wait for their acknowledgement.',
    number(1, 10_000),
    defaultLimits.unackedSends,
  ),
  PARLEY_OUTBOX_BYTES: setting(
    'Bytes that may wait for a slow client before it is cut.',
    number(65_536, 2 ** 30),
    2 ** 20,
  ),
  PARLEY_BUFFER_BYTES: setting(
    'Bytes that may wait for all clients before new ones are refused.',
    number(2 ** 20, 2 ** 34),
    2 ** 28,
  ),
  REDIS_URL: setting<RedisAddress | null>(
    'Redis or Valkey, over which several servers on one store are one: redis://host:6379, redis-sentinel://host,host/master or redis-cluster://host,host; rediss in place of redis for TLS. It keeps nothing that must last.',
    redis,
    null,
  ),
  PARLEY_STUN: setting('STUN servers for calls, comma-separated, for example stun:stun.example.org:3478.', list, []),
  PARLEY_TURN: setting(
    'TURN servers for calls, comma-separated, for example turn:turn.example.org:3478?transport=udp.',
    list,
    [],
  ),
  PARLEY_TURN_SECRET: setting('The static-auth-secret that the TURN servers share with Parley.', z.string(), ''),
  PARLEY_TURN_ONLY: setting(
    '1: calls go through TURN only, so that people do not see each other’s network address.',
    yes,
    false,
  ),
  PARLEY_MESH_MOST: setting(
    'How many people may be in a call from device to device; more need an SFU. Without it 2 where there is one, else 4.',
    number(1, 6).nullable(),
    null,
  ),
  PARLEY_SFU: setting(
    'The program livekit-server, which the server starts for the calls of more people. Without it there are none but from device to device.',
    z.string(),
    '',
  ),
  PARLEY_SFU_PORT: setting(
    'The first port for media that goes over the SFU, TCP and UDP; the next one that is free is taken.',
    number(1024, 65_000),
    7881,
  ),
  PARLEY_SFU_ADDRESS: setting(
    'The address at which browsers reach the media of the SFU. Without it those of this machine’s networks.',
    z.string().refine((text) => isIP(text) !== 0, 'it has to be an address like 192.0.2.1'),
    '',
  ),
  LIVEKIT_URL: setting(
    'A LiveKit server that runs elsewhere, in place of one that this server starts: http(s)://host:7880 or ws(s)://host:7880.',
    z.string().refine(isLiveKit, 'it has to look like https://host:7880'),
    '',
  ),
  LIVEKIT_API_KEY: setting('The name of a key of that LiveKit server.', z.string(), ''),
  LIVEKIT_API_SECRET: setting('The secret of that key, 32 characters or more.', z.string(), ''),
  PARLEY_OFFLINE_AFTER: setting(
    'Milliseconds without a connection after which somebody is offline.',
    number(0, 60_000),
    5_000,
  ),
  PARLEY_METRICS_TOKEN: setting(
    'Whoever sends it as Authorization: Bearer may read /metrics, from anywhere; 16 characters or more. Without it programs on this machine may.',
    z.string(),
    '',
  ),
  PARLEY_PASSWORD_MEMORY: setting('MiB of memory that hashing one password takes (Argon2id).', number(19, 4096), 64),
  PARLEY_PASSWORD_MINIMUM: setting('Characters that a new password has at least.', number(8, 128), 15),
} as const

type Value<K extends keyof typeof settings> = (typeof settings)[K] extends Setting<infer T> ? T : never
type Values = { readonly [K in keyof typeof settings]: Value<K> }

/** Where the SFU comes from: this server starts a program, or one runs elsewhere. */
export type SfuConfig =
  | {
      readonly kind: 'own'
      readonly program: string
      readonly firstPort: number
      /** null: those of this machine's networks. */
      readonly address: string | null
    }
  | { readonly kind: 'far'; readonly url: string; readonly key: { readonly id: string; readonly secret: string } }

export interface Config {
  readonly host: string
  /** null: 8080, or the next free one. 0: any free one. */
  readonly port: number | null
  readonly data: string
  /** File with the keys of the house. */
  readonly keys: string
  /** Address of a PostgreSQL database; null: a file in the data folder. */
  readonly database: string | null
  /** Print one JSON line on stdout once listening. */
  readonly json: boolean
  readonly origins: readonly string[]
  /** Whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  readonly limits: Limits
  readonly outboxBytes: number
  readonly bufferBytes: number
  readonly offlineAfter: number
  /** Empty: only this machine may read the figures. */
  readonly metricsToken: string
  readonly passwords: {
    /** MiB that hashing one takes. */
    readonly memory: number
    /** Characters that a new one has at least. */
    readonly minimum: number
  }
  /** null: this process is the whole house. */
  readonly redis: RedisAddress | null
  readonly calls: {
    readonly stun: readonly string[]
    readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null
    readonly relayOnly: boolean
    /** People in a call from device to device; null: as many as is wise. */
    readonly meshMost: number | null
    /** null: no server forwards media. */
    readonly sfu: SfuConfig | null
  }
  /** Folder of the built web client; null: serve none. */
  readonly web: string | null
}

/** A setting that makes no sense; the message says which and what it may be. */
export class ConfigError extends Error {}

function values(env: Readonly<Record<string, string | undefined>>): Values {
  const read = Object.entries(settings).map(([name, { schema, fallback }]) => {
    const given = env[name]
    if (given === undefined || given === '') return [name, fallback]
    const parsed = schema.safeParse(given)
    if (parsed.success) return [name, parsed.data]
    const value = secrets.includes(name) ? 'what it is' : `"${given}"`
    throw new ConfigError(`${name} cannot be ${value}: ${parsed.error.issues[0]?.message ?? 'not understood'}.`)
  })
  return Object.fromEntries(read) as Values
}

function flags(args: readonly string[]) {
  const options = { port: { type: 'string' }, data: { type: 'string' }, json: { type: 'boolean' } } as const
  try {
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : error}. Known: --port N, --data DIR, --json.`)
  }
}

/** What the process was started with. */
export const environment = process.env

function sfuOf(value: Values): SfuConfig | null {
  const { PARLEY_SFU: program, LIVEKIT_URL: url, LIVEKIT_API_KEY: id, LIVEKIT_API_SECRET: secret } = value
  if (url === '') {
    const address = value.PARLEY_SFU_ADDRESS === '' ? null : value.PARLEY_SFU_ADDRESS
    return program === '' ? null : { kind: 'own', program, firstPort: value.PARLEY_SFU_PORT, address }
  }
  if (program !== '') throw new ConfigError('LIVEKIT_URL and PARLEY_SFU are two SFUs: name one of them.')
  if (id === '' || secret.length < 32) {
    throw new ConfigError('LIVEKIT_URL needs LIVEKIT_API_KEY, and LIVEKIT_API_SECRET with 32 characters or more.')
  }
  return { kind: 'far', url: new URL(url.replace(/^ws/, 'http')).origin, key: { id, secret } }
}

/** The settings of one process: flags before environment before defaults. Throws `ConfigError`. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, args: readonly string[]): Config {
  const flag = flags(args)
  const value = values({
    ...env,
    ...(flag.port ? { PARLEY_PORT: flag.port } : {}),
    ...(flag.data ? { PARLEY_DATA: flag.data } : {}),
  })
  if (value.PARLEY_TURN.length > 0 && value.PARLEY_TURN_SECRET === '') {
    throw new ConfigError('PARLEY_TURN needs PARLEY_TURN_SECRET, the static-auth-secret of the TURN server.')
  }
  if (value.PARLEY_TURN_ONLY && value.PARLEY_TURN.length === 0) {
    throw new ConfigError('PARLEY_TURN_ONLY needs a server in PARLEY_TURN.')
  }
  if (value.PARLEY_METRICS_TOKEN !== '' && value.PARLEY_METRICS_TOKEN.length < 16) {
    throw new ConfigError('PARLEY_METRICS_TOKEN needs 16 characters or more, so that nobody guesses it.')
  }
  if (value.REDIS_URL && value.DATABASE_URL === '') {
    throw new ConfigError('REDIS_URL needs DATABASE_URL: several servers are one house over one database.')
  }
  return {
    host: value.PARLEY_HOST,
    port: value.PARLEY_PORT,
    data: resolve(value.PARLEY_DATA),
    keys: resolve(value.PARLEY_KEYS === '' ? join(value.PARLEY_DATA, 'keys.json') : value.PARLEY_KEYS),
    database: value.DATABASE_URL === '' ? null : value.DATABASE_URL,
    json: flag.json ?? false,
    origins: value.PARLEY_ORIGINS,
    proxies: value.PARLEY_PROXIES,
    log: value.PARLEY_LOG,
    limits: {
      ...defaultLimits,
      unackedSends: value.PARLEY_UNACKED_SENDS,
      messagesPerSecond: value.PARLEY_MESSAGES_PER_SECOND,
      messagesBurst: value.PARLEY_MESSAGES_BURST,
      typingPerSecond: value.PARLEY_TYPING_PER_SECOND,
      commandsPerSecond: value.PARLEY_COMMANDS_PER_SECOND,
      commandsBurst: value.PARLEY_COMMANDS_BURST,
      credentialsPerMinute: value.PARLEY_CREDENTIALS_PER_MINUTE,
    },
    outboxBytes: value.PARLEY_OUTBOX_BYTES,
    bufferBytes: value.PARLEY_BUFFER_BYTES,
    offlineAfter: value.PARLEY_OFFLINE_AFTER,
    metricsToken: value.PARLEY_METRICS_TOKEN,
    passwords: { memory: value.PARLEY_PASSWORD_MEMORY, minimum: value.PARLEY_PASSWORD_MINIMUM },
    redis: value.REDIS_URL,
    calls: {
      stun: value.PARLEY_STUN,
      turn: value.PARLEY_TURN.length > 0 ? { urls: value.PARLEY_TURN, secret: value.PARLEY_TURN_SECRET } : null,
      relayOnly: value.PARLEY_TURN_ONLY,
      meshMost: value.PARLEY_MESH_MOST,
      sfu: sfuOf(value),
    },
    web: existsSync(built) ? built : null,
  }
}
