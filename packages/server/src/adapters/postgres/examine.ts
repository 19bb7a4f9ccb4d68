import { connectOnce, connectPlainly, placeOf } from './connect.ts'
import { requireFitness } from './fitness.ts'

/**
 * Whether a database can be reached and would keep what it acknowledges. A server that is not durable by itself is not
 * good either: one session that loses the settings of Parley's connections would lose messages.
 */
export async function examinePostgres(url: string): Promise<string> {
  const client = await connectOnce(url)
  try {
    await requireFitness(client)
  } finally {
    await client.end()
  }
  const plain = await connectPlainly(url)
  try {
    const { rows } = await plain.query<{ named: string; commit: string; standbys: string }>(`
      SELECT current_setting('server_version') AS named, current_setting('synchronous_commit') AS commit,
        current_setting('synchronous_standby_names') AS standbys`)
    const [server] = rows
    if (!server || server.commit === 'off' || server.commit === 'local') {
      throw new Error(
        `PostgreSQL at ${placeOf(url)} has synchronous_commit=${server?.commit}: set it to on, for the server, the database and the role.`,
      )
    }
    const copies = server.standbys === '' ? 'no standby confirms commits' : `commits wait for ${server.standbys}`
    return `PostgreSQL ${server.named} at ${placeOf(url)}; fsync on, synchronous_commit ${server.commit}; ${copies}.`
  } finally {
    await plain.end()
  }
}
