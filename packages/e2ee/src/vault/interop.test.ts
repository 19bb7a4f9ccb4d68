import { type InputOf, makeId } from '@parley/protocol'
import { beforeAll, expect, test } from 'vitest'
import { inboundGroup, outboundGroup } from '../testing/olm.ts'
import { OlmDevice } from '../testing/olm-device.ts'
import { shelf } from '../testing/shelf.ts'
import { roomName } from './names.ts'
import { Vault } from './vault.ts'

const id = (n: number): string => makeId(n, new Uint8Array(10).fill(n))
const [ann, bo, room] = [id(1), id(2), id(3)]
const megolm = 'm.megolm.v1.aes-sha2'

interface Sealed {
  readonly algorithm: string
  readonly ciphertext: string
  readonly session_id: string
}

let other: OlmDevice
let vault: Vault
/** What Ann's device sent to Bo's. */
const sent: { type: string; content: Parameters<OlmDevice['open']>[0] }[] = []
let annKeys = { curve25519: '', ed25519: '' }

beforeAll(async () => {
  other = new OlmDevice(bo, 'OTHER')
  const theirs = other.shown()
  const own = shelf(ann, 'ANN', (command, input) => {
    if (command === 'keys.query') return { users: [theirs, own.shown], later: [] }
    if (command === 'keys.claim') return { keys: [other.oneTimeKey()] }
    if (command === 'inbox.send') {
      for (const { user, body } of (input as InputOf<'inbox.send'>).messages) {
        if (user === bo) sent.push(JSON.parse(body) as (typeof sent)[number])
      }
    }
    return undefined
  })
  vault = await Vault.open({ user: ann, device: 'ANN', courier: own.courier })
  await vault.pump()
  await vault.makeIdentity()
  const { keys } = JSON.parse(own.shown.devices[0]?.keys ?? '') as { keys: Record<string, string> }
  annKeys = { curve25519: keys['curve25519:ANN'] ?? '', ed25519: keys['ed25519:ANN'] ?? '' }
})

/** The same text with one of its letters changed. */
const flipped = (text: string, at = text.length - 30): string =>
  text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)

const seal = async (text: string): Promise<Sealed> =>
  JSON.parse(await vault.seal(room, [ann, bo], 'parley.message', { text })) as Sealed

test('what the vault seals, an independent implementation opens: between devices and for rooms', async () => {
  const entries: Sealed[] = []
  for (let n = 0; n < 70; n += 1) entries.push(await seal(`entry ${n}`))
  const share = sent.find(({ type }) => type === 'm.room.encrypted')
  if (!share) throw new Error('no key was sent')
  const key = other.open(share.content)
  expect(key).toMatchObject({ type: 'm.room_key', content: { algorithm: megolm, room_id: roomName(room) } })
  const group = inboundGroup(key.content['session_key'] ?? '')
  expect(group.session_id()).toBe(entries[0]?.session_id)
  for (const [n, entry] of entries.entries()) {
    const { message_index, plaintext } = group.decrypt(entry.ciphertext)
    expect(message_index).toBe(n)
    expect(JSON.parse(plaintext)).toMatchObject({ type: 'parley.message', content: { text: `entry ${n}` } })
  }
  expect(() => group.decrypt(flipped(entries[5]?.ciphertext ?? ''))).toThrow()
})

test('what an independent implementation seals, the vault opens: past the 256th entry, and nothing with a flipped bit', async () => {
  const group = outboundGroup()
  const share = other.seal(
    'm.room_key',
    { algorithm: megolm, room_id: roomName(room), session_id: group.session_id(), session_key: group.session_key() },
    { user: ann, ...annKeys },
  )
  const parcel = { from: bo, body: JSON.stringify({ type: 'm.room.encrypted', content: share }) }
  await vault.receive([parcel], [], { oneTime: 50, unusedFallback: true })
  const entry = (n: number, ciphertext: string) => ({
    id: id(n),
    room,
    sender: bo,
    at: 1,
    body: JSON.stringify({
      algorithm: megolm,
      sender_key: other.curve25519,
      device_id: other.device,
      session_id: group.session_id(),
      ciphertext,
    }),
  })
  for (let n = 0; n < 300; n += 1) {
    const plain = { type: 'parley.message', content: { text: `line ${n}` }, room_id: roomName(room) }
    const ciphertext = group.encrypt(JSON.stringify(plain))
    if (n % 50 > 1 && n !== 255 && n !== 256) continue
    expect(await vault.openEntry(entry(n, ciphertext))).toMatchObject({
      kind: 'opened',
      content: { text: `line ${n}` },
    })
    expect(await vault.openEntry(entry(n, flipped(ciphertext)))).toEqual({ kind: 'unopened', why: 'damaged' })
  }
})

test('a message between devices with a flipped bit brings no key', async () => {
  const group = outboundGroup()
  const share = other.seal(
    'm.room_key',
    { algorithm: megolm, room_id: roomName(room), session_id: group.session_id(), session_key: group.session_key() },
    { user: ann, ...annKeys },
  )
  const [key, message] = Object.entries(share.ciphertext)[0] ?? []
  if (key === undefined || !message) throw new Error('nothing was sealed')
  const broken = { ...share, ciphertext: { [key]: { ...message, body: flipped(message.body) } } }
  const body = JSON.stringify({ type: 'm.room.encrypted', content: broken })
  await vault.receive([{ from: bo, body }], [], { oneTime: 50, unusedFallback: true })
  const plain = { type: 'parley.message', content: { text: 'lost' }, room_id: roomName(room) }
  const sealed = {
    algorithm: megolm,
    sender_key: other.curve25519,
    device_id: other.device,
    session_id: group.session_id(),
    ciphertext: group.encrypt(JSON.stringify(plain)),
  }
  const entry = { id: id(9), room, sender: bo, at: 1, body: JSON.stringify(sealed) }
  expect(await vault.openEntry(entry)).toEqual({ kind: 'unopened', why: 'no-key' })
})
