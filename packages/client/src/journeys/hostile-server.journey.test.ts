import { audienceOf, found, type Genesis, type Membership, roomIdOf, type Seat } from '@parley/e2ee/membership'
import type { UserKeys } from '@parley/e2ee/testing'
import type { Courier } from '@parley/e2ee/vault'
import type { InputOf, OutputOf } from '@parley/protocol'
import { openServer, person, type TestServer } from '@parley/server/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { impostor } from '../testing/impostor.ts'
import { SealedDevice } from '../testing/sealed-device.ts'
import { newId } from '../testing/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await openServer()
})
afterAll(() => server[Symbol.asyncDispose]())

/** What a server may turn around on its way: what it is asked, and what it answers. */
interface Tamper {
  readonly answer?: (command: string, output: unknown) => unknown
  readonly ask?: (command: string, input: unknown) => unknown
}

const dishonest =
  (tamper: Tamper) =>
  (honest: Courier): Courier =>
    (async (command: Parameters<Courier>[0], input: unknown) => {
      const asked = tamper.ask?.(command, input) ?? input
      const output: unknown = await honest(command, asked as never)
      return tamper.answer?.(command, output) ?? output
    }) as Courier

/** Shows people's keys otherwise than they are. */
const showing =
  (change: (one: UserKeys) => UserKeys) =>
  (command: string, output: unknown): unknown => {
    if (command !== 'keys.query') return output
    const { users, later } = output as OutputOf<'keys.query'>
    return { users: users.map(change), later }
  }

let made = 0
/** Ada, whose server is dishonest as told, and Ben; they share a direct message. */
async function pair(tamper: Tamper) {
  made += 1
  const [ada, ben] = [await person(server, `ada${made}`), await person(server, `ben${made}`)]
  await ada.call('rooms.direct', { users: [ben.user], id: newId(), genesis: '{}' })
  const stack = new AsyncDisposableStack()
  const one = stack.use(await SealedDevice.open(ada, true, dishonest(tamper)))
  const other = stack.use(await SealedDevice.open(ben))
  return { ada: one, ben: other, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

const room = newId()
const users = (...devices: readonly SealedDevice[]) => devices.map((device) => device.person.user)
async function says(device: SealedDevice, readers: readonly string[], text: string) {
  const body = await device.vault.seal(room, readers, 'parley.message', { text })
  return { id: newId(), room, sender: device.person.user, at: 1, body }
}

async function roomWith(ada: SealedDevice, ben: SealedDevice): Promise<Membership> {
  const keys = await ada.vault.identities(users(ada, ben))
  const policy = { invite: 'member', write: 'member', history: 'joined' } as const
  const genesis: Genesis = {
    v: 1,
    kind: 'genesis',
    creator: ada.person.user,
    creatorKey: keys.get(ada.person.user) ?? '',
    policy,
    nonce: newId(),
  }
  const state = await found(await roomIdOf(genesis), genesis)
  if (!state) throw new Error('a genesis names its room')
  const seat: Seat = { state: 'joined', role: 'member', key: keys.get(ben.person.user) ?? '', since: 1 }
  return { ...state, seats: new Map([...state.seats, [ben.person.user, seat]]) }
}

test('a swapped identity: whoever has it gets no key until a member confirms it', async () => {
  let swap: UserKeys | null = null
  await using town = await pair({ answer: showing((one) => (one.user === swap?.user ? swap : one)) })
  const { ada, ben } = town
  const state = await roomWith(ada, ben)
  const before = await ada.vault.identities(users(ada, ben))
  expect(audienceOf(state, before)).toEqual({ admitted: users(ada, ben), held: [] })
  const fake = await impostor(ben.person.user, newId())
  swap = fake.shown
  await ada.vault.receive([], users(ben), { oneTime: 50, unusedFallback: true })
  const after = await ada.vault.identities(users(ada, ben))
  expect(after.get(ben.person.user)).not.toBe(before.get(ben.person.user))
  const audience = audienceOf(state, after)
  expect(audience).toEqual({ admitted: users(ada), held: [{ user: ben.person.user, why: 'other-identity' }] })
  const entry = await says(ada, audience.admitted, 'not for an impostor')
  expect(await fake.vault.openEntry(entry)).toEqual({ kind: 'unopened', why: 'no-key' })
  fake.vault[Symbol.dispose]()
})

test('a ghost device under a name that is known: it gets no key', async () => {
  const ghost = { device: newId(), keys: '' }
  const sealed: string[] = []
  const told: string[] = []
  await using town = await pair({
    answer: showing((one) => ({
      ...one,
      devices: ghost.keys === '' ? one.devices : [...one.devices, { ...ghost, name: '' }],
    })),
    ask: (command, input) => {
      if (command === 'inbox.send') {
        for (const { device, body } of (input as InputOf<'inbox.send'>).messages) {
          const { type } = JSON.parse(body) as { type: string }
          ;(type === 'm.room.encrypted' ? sealed : told).push(device)
        }
      }
      return input
    },
  })
  const { ada, ben } = town
  const fake = await impostor(ben.person.user, ghost.device)
  ghost.keys = fake.shown.devices[0]?.keys ?? ''
  const entry = await says(ada, users(ada, ben), 'for Ben alone')
  expect(await ben.reads(entry)).toMatchObject({ kind: 'opened' })
  expect(sealed).toContain(ben.person.device)
  expect(sealed).not.toContain(ghost.device)
  // It hears that it gets no key, and why: a device of Ben's that he has not signed yet could say so to him.
  expect(told).toEqual([ghost.device])
  fake.vault[Symbol.dispose]()
})

test('key messages are dropped: the entry says that its key has not come', async () => {
  await using town = await pair({
    ask: (command, input) =>
      command === 'inbox.send'
        ? { messages: (input as InputOf<'inbox.send'>).messages.map((one) => ({ ...one, device: newId() })) }
        : input,
  })
  const { ada, ben } = town
  const entry = await says(ada, users(ada, ben), 'where is the key')
  await ben.takeIn()
  expect(await ben.vault.openEntry(entry)).toEqual({ kind: 'unopened', why: 'no-key' })
})

test('a one-time key is handed out twice: the second message is not read as another’s', async () => {
  let first: unknown = null
  const once = (command: string, output: unknown): unknown => {
    if (command !== 'keys.claim') return output
    first ??= output
    return first
  }
  await using town = await pair({ answer: once })
  const { ada, ben } = town
  const cy = await person(server, `cy${made}`)
  await cy.call('rooms.direct', { users: [ben.person.user], id: newId(), genesis: '{}' })
  await using cyd = await SealedDevice.open(cy, true, dishonest({ answer: once }))
  expect(await ben.reads(await says(ada, users(ada, ben), 'first'))).toMatchObject({ kind: 'opened' })
  const entry = await says(cyd, users(cyd, ben), 'second')
  await ben.takeIn()
  expect(await ben.vault.openEntry(entry)).toMatchObject({ kind: 'unopened', why: 'no-key' })
})

test('answers that are broken or forged are left out, and what is sound still works', async () => {
  const flip = (text: string): string =>
    text.replace(/"ed25519:([^"]+)":"(.)/, (_, id, letter) => `"ed25519:${id}":"${letter === 'A' ? 'B' : 'A'}`)
  let bad: (text: string) => string = (text) => text
  await using town = await pair({
    answer: showing((one) => ({
      ...one,
      devices: [...one.devices, { device: newId(), name: '', keys: bad(one.devices[0]?.keys ?? '{}') }],
    })),
  })
  const { ada, ben } = town
  for (const breakage of [flip, () => 'no JSON', () => '[]', () => '{"keys":7}', () => 'null']) {
    bad = breakage
    await ada.vault.receive([], users(ben), { oneTime: 50, unusedFallback: true })
    expect(await ben.reads(await says(ada, users(ada, ben), 'sound'))).toMatchObject({ kind: 'opened' })
  }
})

test('an inbox that is full of junk does not keep what is sound from being read', async () => {
  await using town = await pair({})
  const { ada, ben } = town
  const { user, device } = ben.person
  const junk = [
    'no JSON',
    '[]',
    'null',
    '7',
    '{}',
    '{"type":7}',
    '{"type":"m.room.encrypted","content":{"algorithm":"none"}}',
  ]
  await ada.person.call('inbox.send', { messages: junk.map((body) => ({ user, device, body })) })
  const entry = await says(ada, users(ada, ben), 'after the junk')
  expect(await ben.reads(entry)).toMatchObject({ kind: 'opened' })
})
