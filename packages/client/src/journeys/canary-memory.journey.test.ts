import { access, constants } from 'node:fs/promises'
import { type ServerApart, spawnServer } from '@parley/server/testing'
import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { formsOf } from '../testing/forms-of.ts'
import { memoryOf } from '../testing/memory-of.ts'
import { meetIn, shows, Town } from '../testing/town.ts'
import { directOf, idOf, listed } from '../testing/who.ts'

const canary = 'canary-4711-under-the-pier'
const open = ['everybody-may-read-this-0815', 'everybody-may-read-this-as-well-ωμέγα']
const encodings = ['utf8', 'utf16le'] as const

/** Which of the texts a process holds in memory, in any form and encoding, and how many bytes were looked through. */
async function heldBy(pid: number, texts: readonly string[]) {
  const wanted = texts.flatMap((text) =>
    formsOf(text).flatMap((form) => encodings.map((encoding) => ({ text, bytes: Buffer.from(form, encoding) }))),
  )
  const found = new Set<string>()
  let bytes = 0
  for await (const memory of memoryOf(pid)) {
    bytes += memory.length
    for (const { text, bytes: form } of wanted) if (!found.has(text) && memory.includes(form)) found.add(text)
  }
  return { found: [...found], bytes }
}

/** Why this system does not let one look; null: it does. */
async function hindrance(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return 'only Linux shows the memory of a process as a file'
  try {
    await access(`/proc/${pid}/mem`, constants.R_OK)
    for await (const _ of memoryOf(pid)) return null
    return 'nothing can be seen of the server'
  } catch {
    return 'this system forbids looking into other processes'
  }
}

test('row 15: what is sealed is nowhere in the memory of the server: text, name, topic, draft, profile', async ({
  skip,
}) => {
  let server: ServerApart | undefined
  await using town = await Town.open({}, async (settings, data) => {
    server = await spawnServer(data, settings)
    const { url, port, ownerToken } = server
    const ownerLink = ownerToken === null ? null : `${url}/welcome#${ownerToken}`
    return { url, port, ownerLink, [Symbol.asyncDispose]: server.stop }
  })
  const pid = server?.pid ?? 0
  const why = await hindrance(pid)
  skip(why !== null, why ?? '')

  const ada = await town.person('ada')
  const ben = await town.person('ben')
  const direct = await directOf(ada, ben)
  const room = await ada.createRoom({ kind: 'private', name: `name ${canary}`, topic: `topic ${canary}` })
  await ada.room(room).change({ kind: 'invite', user: idOf(ben) })
  await listed(ben, room)
  await ben.room(room).change({ kind: 'join' })
  await until(ben.rooms, (rooms) => rooms.some(({ topic }) => topic === `topic ${canary}`))
  ben.room(room).open()
  ben.room(room).setDraft(`draft ${canary}`)
  await ada.setProfile({ pronouns: canary, about: `about ${canary}`, status: canary, until: null })
  for (const where of [direct, room]) {
    await ada.room(where).send(`text ${canary}`)
    await shows(ben, where, [`text ${canary}`])
  }
  await until(ben.cards, (cards) => cards.get(idOf(ada))?.about === `about ${canary}`)
  const square = await meetIn(ada, ben)
  ben.room(square).open()
  for (const text of open) await ada.room(square).send(text)
  await shows(ben, square, open)

  // What stands in a public room is found, so what is not found elsewhere is not there.
  const { found, bytes } = await heldBy(pid, [canary, ...open])
  expect(found.toSorted()).toEqual(open)
  expect(bytes).toBeGreaterThan(20 * 2 ** 20)
  // The server goes on after it was looked at.
  await ada.room(direct).send('and on it goes')
  await shows(ben, direct, [`text ${canary}`, 'and on it goes'])
})
