/** One process that listens. */
export interface Host {
  readonly host: string
  readonly port: number
}

export type Hosts = readonly [Host, ...Host[]]

interface Common {
  readonly tls: boolean
  readonly username: string | null
  readonly password: string | null
}

/** Where Redis is: one process, a group that sentinels watch over, or a cluster. */
export type RedisAddress = Common &
  (
    | { readonly kind: 'single'; readonly at: Host; readonly database: number }
    | { readonly kind: 'sentinel'; readonly at: Hosts; readonly master: string; readonly database: number }
    | { readonly kind: 'cluster'; readonly at: Hosts }
  )

const form =
  /^(?<scheme>rediss?(?:-sentinel|-cluster)?):\/\/(?:(?<username>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^@/]+)(?:\/(?<path>[^?#]*))?$/
const oneHost = /^(?<host>\[[0-9a-fA-F:.]+\]|[^:[\]\s]+)(?::(?<port>\d{1,5}))?$/

function hostOf(text: string, port: number): Host | null {
  const groups = oneHost.exec(text)?.groups
  const given = Number(groups?.['port'] ?? port)
  const host = groups?.['host']?.replace(/^\[|\]$/g, '')
  return host === undefined || given < 1 || given > 65_535 ? null : { host, port: given }
}

/** Percent-encoded as in every URL; empty means not given. null: not understood. */
function secretOf(text: string | undefined): string | null | undefined {
  if (text === undefined || text === '') return null
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const databaseOf = (text: string): number | null => (/^\d{0,4}$/.test(text) ? Number(text) : null)

/**
 * Reads `redis://host`, `redis-sentinel://host,host/master` or `redis-cluster://host,host`; with `rediss` all of it over
 * TLS. null: not understood.
 */
export function redisAddress(text: string): RedisAddress | null {
  const groups = form.exec(text)?.groups
  if (!groups) return null
  const { scheme = '', path = '' } = groups
  const [, kind = 'single'] = scheme.split('-')
  const named = (groups['hosts'] ?? '').split(',')
  const [at, ...others] = named.flatMap((one) => hostOf(one, kind === 'sentinel' ? 26_379 : 6379) ?? [])
  const [username, password] = [secretOf(groups['username']), secretOf(groups['password'])]
  if (!at || named.length !== others.length + 1) return null
  const hosts: Hosts = [at, ...others]
  if (username === undefined || password === undefined) return null
  const common = { tls: scheme.startsWith('rediss'), username, password }
  if (kind === 'cluster') return path === '' ? { kind, at: hosts, ...common } : null
  const [first = '', second = ''] = kind === 'sentinel' ? path.split('/') : ['', path]
  const database = databaseOf(second)
  if (database === null) return null
  if (kind === 'sentinel') return first === '' ? null : { kind, at: hosts, master: first, database, ...common }
  return hosts.length === 1 ? { kind: 'single', at, database, ...common } : null
}

/** For people: without what is secret. */
export function wordsOf(address: RedisAddress): string {
  const hosts = [address.at].flat().map(({ host, port }) => `${host}:${port}`)
  const kind = address.kind === 'single' ? 'redis' : `redis ${address.kind}`
  return `${kind} (${hosts.join(', ')}${address.tls ? ', TLS' : ''})`
}
