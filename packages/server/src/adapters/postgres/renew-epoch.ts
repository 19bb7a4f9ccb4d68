import { connectOnce } from './connect.ts'

/** Writes another epoch into a database. Servers that run on it end, since their positions are of another store. */
export async function renewEpoch(url: string, epoch: string): Promise<void> {
  const client = await connectOnce(url)
  try {
    const { rowCount } = await client.query("UPDATE meta SET value = $1 WHERE key = 'epoch'", [epoch])
    if (rowCount !== 1) throw new Error('This database has no epoch: Parley did not write it.')
  } finally {
    await client.end()
  }
}
