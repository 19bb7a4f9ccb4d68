import { behind } from './behind.ts'
import type { ServerProcess } from './server.ts'
import { newId } from './town.ts'

/** A message as it is put into a room from behind. */
export interface Seed {
  readonly sender: string
  readonly text: string
  readonly at: number
}

/** Puts messages into a room while the server is down, read by everybody in it, or by the named readers only. */
export async function seed(
  server: ServerProcess,
  room: string,
  seeds: Iterable<Seed>,
  { readers }: { readonly readers?: readonly string[] } = {},
): Promise<void> {
  await behind(server, (db) => {
    const found = db.prepare('SELECT n, last_seq, messages FROM rooms WHERE id = ?').get(room)
    if (found === undefined) throw new Error('There is no such room.')
    const { n, last_seq, messages } = found as { n: number; last_seq: number; messages: number }
    const put = db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    db.exec('BEGIN')
    let count = 0
    let last = 0
    for (const { sender, text, at } of seeds) {
      count += 1
      last = at
      const body = JSON.stringify({ v: 1, kind: 'text', text })
      put.run(n, last_seq + count, newId(), 'message', sender, 'A'.repeat(22), at, messages + count, body)
    }
    const end = [last_seq + count, messages + count] as const
    db.prepare('UPDATE rooms SET last_seq = ?, messages = ?, last_at = ? WHERE n = ?').run(...end, last, n)
    const read = 'UPDATE members SET read_seq = ?, read_messages = ? WHERE room = ?'
    if (readers === undefined) db.prepare(read).run(...end, n)
    else for (const user of readers) db.prepare(`${read} AND user = ?`).run(...end, n, user)
    db.exec('COMMIT')
  })
}
