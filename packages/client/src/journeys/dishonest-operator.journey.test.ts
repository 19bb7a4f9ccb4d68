import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { closed, reasons } from '../testing/reasons.ts'
import { live, newId, shows, Town } from '../testing/town.ts'
import { directOf, idOf } from '../testing/who.ts'

/** What is left of a message that cannot be sent: the code of the reason. */
async function refusal(client: Client, room: string, text: string): Promise<string> {
  await client.room(room).send(text)
  const { items } = await until(client.room(room).timeline, ({ items }) =>
    items.some(({ delivery }) => delivery.kind === 'failed'),
  )
  const failed = items.find(({ delivery }) => delivery.kind === 'failed')?.delivery
  return failed?.kind === 'failed' ? failed.error.code : ''
}

test('a ghost member: nothing is sent, and the reason is named', async () => {
  await using town = await Town.open()
  const [ada, ben, eve] = [await town.person('ada'), await town.person('ben'), await town.person('eve')]
  const room = await directOf(ada, ben)
  await ada.room(room).send('before')
  await shows(ben, room, ['before'])
  await town.tamper((db) => {
    const n = db.prepare('SELECT n FROM rooms WHERE id = ?').get(room)?.['n'] as number
    db.prepare("INSERT INTO members(room, user, role, state, since) VALUES (?, ?, 'member', 'joined', 1)").run(
      n,
      idOf(eve),
    )
    db.prepare('UPDATE rooms SET members = members + 1, version = version + 1 WHERE n = ?').run(n)
  })
  await live(ada)
  await until(ada.rooms, (rooms) => rooms.some(({ id, members }) => id === room && members === 3))
  expect(await refusal(ada, room, 'to whom?')).toBe('stranger_in_room')
  expect(ben.room(room).timeline.get().items.length).toBeGreaterThan(0)
})

test('entries that the operator made, moved to another name or repeated are not shown as somebody’s words', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await directOf(ada, ben)
  await ada.room(room).send('I owe you nothing')
  await shows(ben, room, ['I owe you nothing'])
  await town.tamper((db) => {
    const { n, last_seq } = db.prepare('SELECT n, last_seq FROM rooms WHERE id = ?').get(room) as Record<string, number>
    const sealed = db.prepare("SELECT * FROM entries WHERE room = ? AND kind = 'message'").get(n ?? 0) as Record<
      string,
      string
    >
    const add = db.prepare(
      'INSERT INTO entries(room, seq, id, kind, sender, device, at, messages, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    const clear = JSON.stringify({ v: 1, kind: 'text', text: 'I owe you much' })
    const at = Number(sealed['at'])
    const rows = [
      [idOf(ada), sealed['device'] ?? '', clear],
      [idOf(ben), 'another-device-of-ben1', sealed['body'] ?? ''],
      [idOf(ada), sealed['device'] ?? '', sealed['body'] ?? ''],
    ]
    for (const [k, [sender, device, body]] of rows.entries()) {
      add.run(n ?? 0, (last_seq ?? 0) + 1 + k, newId(), 'message', sender ?? '', device ?? '', at, 2 + k, body ?? '')
    }
    db.prepare('UPDATE rooms SET last_seq = last_seq + 3, messages = messages + 3 WHERE n = ?').run(n ?? 0)
  })
  await live(ben)
  await closed(ben, room, 3)
  expect(reasons(ben, room)).toEqual(['unsealed', 'not-the-sender', 'repeated'])
  await shows(ben, room, ['I owe you nothing'])
})

test('another beginning under the id of a room is no room: nothing is sent into it', async () => {
  await using town = await Town.open()
  const store = memoryStore()
  const [ada, ben] = [await town.person('ada'), await town.person('ben', { store })]
  await ben.close()
  const room = await ada.direct([idOf(ben)])
  await town.tamper((db) => {
    const row = db.prepare('SELECT n, genesis FROM rooms WHERE id = ?').get(room) as { n: number; genesis: string }
    const genesis = JSON.stringify({ ...(JSON.parse(row.genesis) as object), creator: idOf(ben) })
    db.prepare('UPDATE rooms SET genesis = ? WHERE n = ?').run(genesis, row.n)
  })
  const again = town.engine({ store })
  await live(again)
  await until(again.keyring, ({ kind }) => kind === 'ready')
  again.room(room).open()
  expect(await refusal(again, room, 'to whom?')).toBe('room_forked')
})
