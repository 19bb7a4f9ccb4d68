import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { formsOf } from '../testing/forms-of.ts'
import { shows, Town } from '../testing/town.ts'
import { directOf, idOf, listed } from '../testing/who.ts'

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('rows 15, 26: what is sealed is in no file of the server and in no frame: text, drafts, names, topics, profiles, recovery key', async () => {
  await using town = await Town.open()
  const travelled: string[] = []
  class Wiretap extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => travelled.push(String(data)))
    }
    override send(data: string): void {
      travelled.push(data)
      super.send(data)
    }
  }
  const ada = await town.person('ada', { WebSocket: Wiretap })
  const ben = await town.person('ben', { WebSocket: Wiretap })
  const secrets = [
    'kingfisher under the pier',
    'budget of the lighthouse',
    'numbers nobody may see',
    'heron on the mast',
    'keeps the gauges honest',
  ]
  const [text, name, topic, late, about] = secrets as [string, string, string, string, string]
  const direct = await directOf(ada, ben)
  await ada.setProfile({ pronouns: about, about, status: about, until: null })
  await ada.room(direct).send(text)
  await shows(ben, direct, [text])
  const room = await ada.createRoom({ kind: 'private', name, topic })
  await ada.room(room).change({ kind: 'invite', user: idOf(ben) })
  await listed(ben, room)
  await ben.room(room).change({ kind: 'join' })
  await until(ben.rooms, (rooms) => rooms.some((one) => one.name === name && one.topic === topic))
  ben.room(room).open()
  ben.room(room).setDraft(late)
  await ada.room(room).send(late)
  await shows(ben, room, [late])
  await until(ben.cards, (cards) => cards.get(idOf(ada))?.about === about)
  const key = await ada.makeRecoveryKey()

  const wanted = [...secrets, key, key.replaceAll(' ', '')].flatMap(formsOf)
  for (const found of wanted) expect(travelled.some((frame) => frame.includes(found))).toBe(false)
  expect(travelled.some((frame) => frame.includes('"ciphertext'))).toBe(true)
  // The log is written as the server runs; after it ended everything is in its files.
  await town.stop()
  const files = await filesIn(town.folder)
  expect(files.some((file) => file.endsWith('parley.db'))).toBe(true)
  for (const file of files) {
    const bytes = await readFile(file)
    for (const found of wanted) expect(bytes.includes(found), file).toBe(false)
  }
  await town.begin()
})
