import type { DatabaseSync } from 'node:sqlite'
import { ForgedSession } from '@parley/e2ee/testing'
import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { kept, recovered } from '../testing/kept.ts'
import { reasons } from '../testing/reasons.ts'
import { live, newId, Town, texts } from '../testing/town.ts'
import { idOf } from '../testing/who.ts'
import type { TimelineItem } from '../timeline/timeline.ts'

/** Puts what is said to be sealed by somebody's device into a room, as the newest entry. */
function plant(db: DatabaseSync, room: string, { sender, device, id, body }: Record<string, string>): void {
  const { n, last_seq: last } = db.prepare('SELECT n, last_seq FROM rooms WHERE id = ?').get(room) as Record<
    string,
    number
  >
  db.prepare(
    `INSERT INTO entries(room, seq, id, kind, sender, device, at, messages, body)
     VALUES (?, ?, ?, 'message', ?, ?, 1, 3, ?)`,
  ).run(n ?? 0, (last ?? 0) + 1, id ?? '', sender ?? '', device ?? '', body ?? '')
  db.prepare('UPDATE rooms SET last_seq = last_seq + 1, messages = messages + 1 WHERE n = ?').run(n ?? 0)
}

test('a key that the server made up and put into the backup opens nothing: no words are put into a mouth', async () => {
  await using town = await Town.open()
  const { ada, ben, room, key } = await kept(town)
  const { users } = await ada.call('keys.query', { users: [idOf(ben)] })
  const [device] = users[0]?.devices ?? []
  if (!device) throw new Error('Ben has a device')
  const forged = new ForgedSession(device)
  const id = newId()
  const content = { v: 1, kind: 'text', text: 'I owe you much' }
  const body = forged.seal(room, 'parley.message', { v: 1, id, by: idOf(ben), head: { index: 0, hash: room }, content })
  await ada.close()
  await town.tamper((db) => {
    plant(db, room, { sender: idOf(ben), device: device.device, id, body })
    const { n, auth } = db.prepare('SELECT n, auth FROM backups WHERE user = ?').get(idOf(ada)) as {
      n: number
      auth: string
    }
    const { public_key: publicKey } = JSON.parse(auth) as { public_key: string }
    db.prepare('INSERT INTO backup_sessions VALUES (?, ?, ?, 0, 0, 1, ?)').run(
      n,
      room,
      forged.id,
      forged.sealedFor(publicKey),
    )
  })
  await live(ben)
  const fresh = await recovered(town, key)
  fresh.room(room).open()
  const said = ({ content: { kind } }: TimelineItem): boolean => kind === 'text' || kind === 'unreadable'
  const isWhole = (): boolean => texts(fresh, room).includes('mine') && texts(fresh, room).includes('yours')
  await until(fresh.room(room).timeline, ({ items }) => items.filter(said).length === 3 && isWhole())
  expect(texts(fresh, room)).toEqual(['mine', 'yours'])
  expect(reasons(fresh, room)).toEqual(['no-key'])
})
