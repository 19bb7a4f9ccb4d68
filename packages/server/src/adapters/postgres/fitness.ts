import type { ClientBase } from 'pg'

interface Server {
  readonly version: number
  readonly named: string
  readonly fsync: string
  readonly commit: string
  readonly encoding: string
  readonly copies: boolean
}

const ask = `
  SELECT current_setting('server_version_num')::int8 AS version, current_setting('server_version') AS named,
    current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
    current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS copies`

function unfitness({ version, named, fsync, commit, encoding, copies }: Server): string | null {
  if (version < 150_000) return `PostgreSQL ${named} is too old: Parley needs 15 or newer.`
  if (copies) return 'DATABASE_URL leads to a standby, which takes no writes: it has to lead to the primary.'
  if (fsync !== 'on') {
    return 'PostgreSQL runs with fsync=off, so a power cut loses what was acknowledged. Set fsync = on in postgresql.conf and restart it.'
  }
  if (commit === 'off' || commit === 'local') {
    return `PostgreSQL runs this session with synchronous_commit=${commit}, although it was told "on": what stands between must not change it.`
  }
  if (encoding !== 'UTF8') {
    return `The database has the encoding ${encoding}: make one with UTF8, for example createdb --encoding=UTF8 --template=template0 parley.`
  }
  return null
}

/** A server that would not keep what it acknowledged, or cannot hold what people write, is not used at all. */
export async function requireFitness(client: ClientBase): Promise<void> {
  const { rows } = await client.query<Server>(ask)
  const [server] = rows
  const why = server ? unfitness(server) : 'PostgreSQL says nothing about itself.'
  if (why !== null) throw new Error(why)
}
