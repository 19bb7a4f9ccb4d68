import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Vault } from '@parley/e2ee/vault'
import { clearFields } from '@parley/protocol/clear-fields'
import { expect, test } from 'vitest'
import { newId, shows, Town } from '../testing/town.ts'
import { directOf, idOf } from '../testing/who.ts'

/** What may stand in clear beside the sealed text in a body: which key, by its numbers. */
const besideSealed = ['algorithm', 'ciphertext', 'device_id', 'sender_key', 'session_id']
const text = 'heron on the mast'

const declaredOf = (table: string): readonly string[] =>
  clearFields
    .flatMap(({ fields }) => fields.flatMap(({ columns }) => columns))
    .filter((column) => column.startsWith(`${table}.`))
    .map((column) => column.slice(table.length + 1))

const offline = async (): Promise<never> => {
  throw new Error('nobody is asked')
}

test('row 26: a stored row of a sealed room has the declared clear fields only, the rest opens with the key alone', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const room = await directOf(ada, ben)
  const id = await ada.room(room).send(text)
  await shows(ben, room, [text])

  const db = new DatabaseSync(join(town.folder, 'parley.db'), { readOnly: true })
  const entry = db.prepare('SELECT * FROM entries WHERE id = ?').get(id) ?? {}
  const about = db.prepare('SELECT * FROM rooms WHERE id = ?').get(room) ?? {}
  const device = db.prepare('SELECT device FROM sessions WHERE user = ?').get(idOf(ada))?.['device']
  db.close()

  expect(Object.keys(entry).toSorted()).toEqual([...new Set(declaredOf('entries'))].toSorted())
  const { body, at, seq, messages, ...rest } = entry as Record<string, unknown>
  expect(rest).toEqual({ id, room: about['n'], kind: 'message', sender: idOf(ada), device })
  for (const number of [at, seq, messages]) expect(Number.isInteger(number)).toBe(true)
  const sealed = JSON.parse(String(body)) as Record<string, unknown>
  expect(Object.keys(sealed).filter((name) => !besideSealed.includes(name))).toEqual([])
  expect(Buffer.from(String(sealed['ciphertext']), 'base64').includes(text)).toBe(false)
  expect({ name: about['name'], topic: about['topic'] }).toEqual({ name: '', topic: '' })

  // The same row before a device that nobody has given the key.
  using stranger = await Vault.open({ user: newId(), device: newId(), courier: offline })
  const asStored = { id, room, sender: idOf(ada), at: Number(at), body: String(body) }
  expect(await stranger.peek(asStored)).toEqual({ kind: 'unopened', why: 'no-key' })
})
