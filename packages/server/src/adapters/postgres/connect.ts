import type { Client, ClientConfig, Pool, PoolConfig } from 'pg'
import { fromText } from './text.ts'

/**
 * What holds on every connection, whatever the server or the role says: a commit waits for its fsync (C1), nothing
 * waits for ever, and a plan that was made while the tables were small does not read them whole once they have grown.
 */
const session = [
  'synchronous_commit=on',
  'statement_timeout=2500',
  'idle_in_transaction_session_timeout=5000',
  'jit=off',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
]

/** By type number: `bool`, `bytea`, `int8`, `text`. Positions and counts stay below 2^53. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === 't',
  17: (text) => Buffer.from(text.slice(2), 'hex'),
  20: Number,
  25: fromText,
}
const asItIs = (text: string): string => text
const types = { getTypeParser: (type: number) => parsers[type] ?? asItIs } as NonNullable<ClientConfig['types']>

/** The address with the settings of the session after those that stand in it, so that they win. */
function withSession(url: string): string {
  const address = new URL(url)
  const options = [address.searchParams.get('options') ?? '', ...session.map((setting) => `-c ${setting}`)]
  address.searchParams.delete('options')
  const query = [address.searchParams.toString(), `options=${encodeURIComponent(options.join(' ').trim())}`]
  address.search = query.filter((part) => part !== '').join('&')
  return address.href
}

const configOf = (url: string): ClientConfig => ({
  connectionString: withSession(url),
  application_name: 'parley',
  connectionTimeoutMillis: 2000,
  query_timeout: 3000,
  keepAlive: true,
  types,
})

/** The driver is loaded when a server is to be reached: whoever has none needs no driver either. */
async function loadDriver(): Promise<typeof import('pg')> {
  try {
    return await import('pg')
  } catch (cause) {
    throw new Error('DATABASE_URL needs the package pg, which is not installed: run npm install.', { cause })
  }
}

/** Where a database is, for people: without name and password. */
export function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url)
  return `${host || searchParams.get('host') || 'localhost'}${pathname}`
}

async function connect(url: string, config: ClientConfig): Promise<Client> {
  const driver = await loadDriver()
  const client = new driver.Client(config)
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (cause) {
    const reason = cause instanceof Error && cause.message !== '' ? cause.message : 'no answer'
    throw new Error(`PostgreSQL at ${placeOf(url)} cannot be reached: ${reason}. Is DATABASE_URL right?`, { cause })
  }
  return client
}

/** One connection without limits of time, for what is done before anybody is served. */
export const connectOnce = (url: string): Promise<Client> => connect(url, { ...configOf(url), query_timeout: 0 })

/** One connection with the settings that everybody else gets. */
export const connectPlainly = (url: string): Promise<Client> =>
  connect(url, { connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 3000 })

/** Connections that wait for nothing longer than seconds. */
export async function openPool(url: string, config: PoolConfig): Promise<Pool> {
  const driver = await loadDriver()
  const pool = new driver.Pool({ ...configOf(url), idleTimeoutMillis: 300_000, ...config })
  // A connection that ends while nobody uses it is taken out of the pool; there is nothing else to do about it.
  pool.on('error', () => undefined)
  // One that ends while it is used fails its statement, which is where it is dealt with.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
