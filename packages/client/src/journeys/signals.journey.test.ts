import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { DeviceSignal } from '../client.ts'
import type { Engine } from '../engine/engine.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { eventually, live, Town } from '../testing/town.ts'
import { directOf, idOf } from '../testing/who.ts'

const deviceOf = (client: Engine): string => {
  const session = client.session.get()
  return session.kind === 'signed-in' ? session.device : ''
}

/** A call between two people that both have joined. */
async function ringing(from: Engine, to: Engine): Promise<{ room: string; call: string; device: string }> {
  const room = await directOf(from, to)
  const { call } = await from.call('calls.start', { room, media: 'audio' })
  await to.call('calls.join', { call: call.id })
  for (const client of [from, to])
    await until(client.calls, (calls) =>
      calls.some(({ id, participants }) => id === call.id && participants.length === 2),
    )
  return { room, call: call.id, device: deviceOf(to) }
}

test('a signal that a listener failed at comes again, before the next one, and once it is through not again', async () => {
  await using town = await Town.open()
  const store = { ...memoryStore(), close: async () => undefined }
  const [ada, ben] = [await town.person('ada'), await town.person('ben', { store })]
  const to = await ringing(ada, ben)
  const got: string[] = []
  const good: string[] = []
  ben.onSignal(({ body }) => {
    got.push(body)
    if (body === 'first' && got.length < 3) throw new Error('The disk is full for a moment.')
  })
  ben.onSignal(({ body }) => void good.push(body))
  for (const body of ['first', 'second']) await ada.signal(to, body)
  await eventually(() => got.at(-1) === 'second' && good.length === 2)
  expect(got).toEqual(['first', 'first', 'first', 'second'])
  expect(good).toEqual(['first', 'second'])
  await ben.close()
  const back = town.engine({ store })
  const later: string[] = []
  back.onSignal(({ body }) => void later.push(body))
  await live(back)
  await until(back.keyring, ({ kind }) => kind === 'ready')
  await ada.signal(to, 'third')
  await eventually(() => later.length > 0)
  expect(later).toEqual(['third'])
})

test('row 63: call set-up is sealed for one device: no database file holds it, and it says who sent it', async () => {
  await using town = await Town.open()
  const travelled: string[] = []
  class Wiretap extends WebSocket {
    override send(data: string): void {
      travelled.push(data)
      super.send(data)
    }
  }
  const [ada, ben] = [await town.person('ada', { WebSocket: Wiretap }), await town.person('ben')]
  const to = await ringing(ada, ben)
  const heard: DeviceSignal[] = []
  ben.onSignal((signal) => void heard.push(signal))
  const sdp = `v=0\r\n${'a=candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host\r\n'.repeat(300)}a=canary:heron`
  await ada.signal(to, sdp)
  await eventually(() => heard.length === 1)
  expect(heard).toEqual([{ room: to.room, call: to.call, from: { user: idOf(ada), device: deviceOf(ada) }, body: sdp }])
  expect(travelled.some((frame) => frame.includes('calls.signal'))).toBe(true)
  expect(travelled.some((frame) => frame.includes('candidate:1') || frame.includes('canary'))).toBe(false)
  await town.stop()
  const kept = await readFile(join(town.folder, 'parley.db'))
  expect(kept.includes('candidate:1') || kept.includes('heron')).toBe(false)
  await town.begin()
})

test('what the server puts into an inbox as a signal of somebody is heard by nobody', async () => {
  await using town = await Town.open()
  const [ada, ben, eve] = [await town.person('ada'), await town.person('ben'), await town.person('eve')]
  const to = await ringing(ada, ben)
  const heard: string[] = []
  ben.onSignal(({ body }) => void heard.push(body))
  // In clear, as a server would write it itself.
  await ada.call('calls.signal', {
    ...callOf(to),
    body: JSON.stringify({ v: 1, kind: 'media', audio: true, video: true }),
  })
  // Sealed by somebody real who is not in that room: the server could hand on what she seals.
  const hers = await directOf(eve, ben)
  await until(eve.calls, () => true)
  await expect(eve.signal({ ...to, room: hers }, 'let me in')).rejects.toMatchObject({ code: 'unavailable' })
  await ada.signal(to, 'it is me')
  await eventually(() => heard.length > 0)
  expect(heard).toEqual(['it is me'])
})

test('row 107: both sides of a call see the same 16 digits', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const { room, call, device } = await ringing(ada, ben)
  await ada.signal({ room, call, device }, 'so that they have met')
  await eventually(() => ben.calls.get().length === 1)
  const code = await ada.callCode(call)
  expect(code).toMatch(/^\d{16}$/)
  expect(await ben.callCode(call)).toBe(code)
})

test('a device that nobody has confirmed neither rings nor answers', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await directOf(ada, ben)
  const other = await town.device('ada')
  await until(other.keyring, ({ kind }) => kind === 'unconfirmed')
  await expect(other.call('calls.start', { room, media: 'audio' })).rejects.toMatchObject({ code: 'no_keys' })
  const { call } = await ben.call('calls.start', { room, media: 'audio' })
  await expect(other.call('calls.join', { call: call.id })).rejects.toMatchObject({ code: 'no_keys' })
})

const callOf = ({ call, device }: { call: string; device: string }) => ({ call, device })
