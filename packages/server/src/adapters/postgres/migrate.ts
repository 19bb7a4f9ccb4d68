import type { ClientBase } from 'pg'
import type { Migration } from './schema.ts'

/** Texts are compared by their bytes, whatever the language of the database. */
const inBytes = (sql: string): string => sql.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"')

/** Any number, the same in each program: who holds its lock brings the schema forward, and the others wait. */
const lock = 5_264_093_871

/** Nodes of the version before are at work on the tables: a step does not make them wait for longer than this. */
const begin = "BEGIN; SET LOCAL lock_timeout = '1s'"
const triesMost = 60
const lockNotGiven = '55P03'

const table = `CREATE TABLE IF NOT EXISTS migrations(
  n BIGINT PRIMARY KEY, needs BIGINT NOT NULL, applied_at TIMESTAMPTZ NOT NULL DEFAULT now())`

async function apply(client: ClientBase, n: number, { sql, needs }: Migration): Promise<void> {
  const step = `${begin}; ${inBytes(sql)}; INSERT INTO migrations(n, needs) VALUES (${n}, ${needs}); COMMIT`
  for (let tries = 1; ; tries += 1) {
    try {
      await client.query(step)
      return
    } catch (error) {
      await client.query('ROLLBACK')
      const isBusy = error instanceof Error && 'code' in error && error.code === lockNotGiven
      if (!isBusy || tries === triesMost) throw error
    }
  }
}

/**
 * Brings a database to the newest schema, each step in a transaction of its own, and writes the epoch if it is new.
 * Answers the epoch. Throws when a newer version of the program made a step that this one cannot live with.
 * @param client a connection that is closed afterwards, and holds the lock until then
 */
export async function migrate(client: ClientBase, steps: readonly Migration[], freshEpoch: string): Promise<string> {
  await client.query(`SET statement_timeout = 0; SET enable_seqscan = on; SELECT pg_advisory_lock(${lock})`)
  await client.query(table)
  const { rows } = await client.query<{ steps: number; needs: number }>(
    'SELECT coalesce(max(n), 0) AS steps, coalesce(max(needs), 0) AS needs FROM migrations',
  )
  const { steps: done, needs } = rows[0] ?? { steps: 0, needs: 0 }
  if (needs > steps.length) {
    throw new Error(
      `This database was written by a newer Parley (schema ${done}): start that one, or restore a backup.`,
    )
  }
  for (const [at, step] of steps.entries()) if (at >= done) await apply(client, at + 1, step)
  await client.query("INSERT INTO meta VALUES ('epoch', $1) ON CONFLICT DO NOTHING", [freshEpoch])
  const epochs = await client.query<{ value: string }>("SELECT value FROM meta WHERE key = 'epoch'")
  return epochs.rows[0]?.value ?? freshEpoch
}
