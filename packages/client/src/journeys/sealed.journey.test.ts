import type { SealedEntry } from '@parley/e2ee/vault'
import { ParleyError } from '@parley/protocol'
import { openServer, type Person, person, secondDevice, type TestServer } from '@parley/server/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SealedDevice } from '../testing/sealed-device.ts'
import { newId } from '../testing/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(() => server[Symbol.asyncDispose]())

let made = 0
async function people(...names: readonly string[]): Promise<SealedDevice[]> {
  made += 1
  return await Promise.all(names.map(async (name) => await SealedDevice.open(await person(server, `${name}${made}`))))
}

/** Everybody in one room, so that they may write into each other's inboxes. */
async function roomOf(first: Person, ...others: readonly Person[]): Promise<string> {
  const room = newId()
  await first.call('rooms.create', { id: room, kind: 'public', name: 'Sealed', topic: '' })
  for (const other of others) {
    await other.call('rooms.join', { room })
  }
  return room
}

async function says(device: SealedDevice, room: string, readers: readonly SealedDevice[], text: string) {
  const users = readers.map((reader) => reader.person.user)
  const body = await device.vault.seal(room, users, 'parley.message', { v: 1, kind: 'text', text })
  return { id: newId(), room, sender: device.person.user, at: 1, body } satisfies SealedEntry
}

const opened = (text: string) => ({ kind: 'opened', type: 'parley.message', content: { v: 1, kind: 'text', text } })

test('two devices talk sealed, in both directions, past the renewal of a session', async () => {
  const [ada, ben] = (await people('ada', 'ben')) as [SealedDevice, SealedDevice]
  await using _ada = ada
  await using _ben = ben
  const room = await roomOf(ada.person, ben.person)
  const first = await says(ada, room, [ada, ben], 'Hello Ben')
  expect(first.body).not.toContain('Hello')
  expect(await ben.reads(first)).toMatchObject(opened('Hello Ben'))
  expect(await ada.reads(first)).toMatchObject(opened('Hello Ben'))
  expect(await ada.reads(await says(ben, room, [ada, ben], 'Hello Ada'))).toMatchObject(opened('Hello Ada'))
  // A session ends after 100 entries; sealing without a new one would never settle.
  const texts = Array.from({ length: 120 }, (_, at) => `line ${at}`)
  const entries = await Promise.all(texts.map((text) => says(ada, room, [ada, ben], text)))
  for (const [at, entry] of entries.entries()) expect(await ben.reads(entry)).toMatchObject(opened(texts[at] ?? ''))
})

test('a value of which the last one counts opens as often as it comes, and one key serves more than a hundred', async () => {
  const [ada, ben] = (await people('ada', 'ben')) as [SealedDevice, SealedDevice]
  await using _ada = ada
  await using _ben = ben
  const room = await roomOf(ada.person, ben.person)
  const users = [ada, ben].map(({ person: { user } }) => user)
  const sessions = new Set<unknown>()
  let body = ''
  for (let n = 0; n < 120; n += 1) {
    body = await ada.vault.seal(`${room}.signs`, users, 'parley.marks', { n }, { most: 10_000 })
    sessions.add((JSON.parse(body) as { session_id: unknown }).session_id)
  }
  expect(sessions.size).toBe(1)
  const value = { id: null, room: `${room}.signs`, sender: ada.person.user, at: 1, body }
  const last = { kind: 'opened', type: 'parley.marks', content: { n: 119 } }
  expect(await ben.reads(value)).toMatchObject(last)
  expect(await ben.vault.peek({ ...value, at: 2 })).toMatchObject(last)
  expect(await ben.vault.peek({ ...value, room })).toMatchObject({ kind: 'unopened' })
  expect(await ben.vault.peek({ ...value, sender: ben.person.user })).toEqual({
    kind: 'unopened',
    why: 'not-the-sender',
  })
})

test('the same ciphertext under another entry is refused', async () => {
  const [ada, ben] = (await people('ada', 'ben')) as [SealedDevice, SealedDevice]
  await using _ada = ada
  await using _ben = ben
  const room = await roomOf(ada.person, ben.person)
  const entry = await says(ada, room, [ada, ben], 'pay twice')
  expect(await ben.reads(entry)).toMatchObject(opened('pay twice'))
  expect(await ben.reads({ ...entry, id: newId() })).toEqual({ kind: 'unopened', why: 'repeated' })
  expect(await ben.reads(entry)).toMatchObject(opened('pay twice'))
})

test('an entry under another name, of another room, or with a flipped bit is not shown', async () => {
  const [ada, ben, cyd] = (await people('ada', 'ben', 'cyd')) as [SealedDevice, SealedDevice, SealedDevice]
  await using _ada = ada
  await using _ben = ben
  await using _cyd = cyd
  const room = await roomOf(ada.person, ben.person, cyd.person)
  const entry = await says(ada, room, [ada, ben, cyd], 'I owe you nothing')
  expect(await ben.reads(entry)).toMatchObject(opened('I owe you nothing'))
  const forged = await says(ada, room, [ada, ben, cyd], 'I owe you much')
  expect(await ben.reads({ ...forged, sender: cyd.person.user })).toEqual({ kind: 'unopened', why: 'not-the-sender' })
  const elsewhere = await ben.vault.openEntry({ ...forged, room: newId() })
  expect(elsewhere).toMatchObject({ kind: 'unopened' })
  const sealed = JSON.parse(forged.body) as { ciphertext: string }
  const at = sealed.ciphertext.length - 20
  const flipped = sealed.ciphertext[at] === 'A' ? 'B' : 'A'
  const body = JSON.stringify({
    ...sealed,
    ciphertext: sealed.ciphertext.slice(0, at) + flipped + sealed.ciphertext.slice(at + 1),
  })
  expect(await ben.vault.openEntry({ ...forged, body })).toEqual({ kind: 'unopened', why: 'damaged' })
})

test('a device that its person has not signed gets no key', async () => {
  const [ada, ben] = (await people('ada', 'ben')) as [SealedDevice, SealedDevice]
  await using _ada = ada
  await using _ben = ben
  const room = await roomOf(ada.person, ben.person)
  await using ghost = await SealedDevice.open(await secondDevice(server, `ben${made}`), false)
  const entry = await says(ada, room, [ada, ben], 'for signed devices')
  expect(await ben.reads(entry)).toMatchObject(opened('for signed devices'))
  await ghost.takeIn()
  expect(await ghost.vault.openEntry(entry)).toMatchObject({ kind: 'unopened' })
})

test('who has gone opens nothing that is sealed after the key was renewed', async () => {
  const [ada, ben, cyd] = (await people('ada', 'ben', 'cyd')) as [SealedDevice, SealedDevice, SealedDevice]
  await using _ada = ada
  await using _ben = ben
  await using _cyd = cyd
  const room = await roomOf(ada.person, ben.person, cyd.person)
  const before = await says(ada, room, [ada, ben, cyd], 'for three')
  expect(await cyd.reads(before)).toMatchObject(opened('for three'))
  await ada.vault.renewKey(room)
  const after = await says(ada, room, [ada, ben], 'for two')
  expect(await ben.reads(after)).toMatchObject(opened('for two'))
  await cyd.takeIn()
  expect(await cyd.vault.openEntry(after)).toEqual({ kind: 'unopened', why: 'no-key' })
})

test('a device that was stopped while it made the identity goes on with it, and nobody has to confirm it', async () => {
  let isDown = true
  const person1 = await person(server, 'stopped')
  await using device = await SealedDevice.open(person1, false, (honest) => (command, input) => {
    if (command === 'keys.sign' && isDown) throw new ParleyError('unavailable')
    return honest(command, input)
  })
  await expect(device.vault.makeIdentity()).rejects.toMatchObject({ code: 'unavailable' })
  isDown = false
  expect(await device.vault.standing()).toBe('unfinished')
  await device.vault.makeIdentity()
  expect(await device.vault.standing()).toBe('signed')
})
