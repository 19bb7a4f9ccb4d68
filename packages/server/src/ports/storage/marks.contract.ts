import { expect, test } from 'vitest'
import {
  type Actor,
  deviceOf,
  idOf,
  message,
  moves,
  type OpenPlace,
  roomOf,
  say,
  sealed,
  settle,
  userOf,
} from './cast.contract.ts'
import type { Storage } from './storage.ts'

const set = (storage: Storage, actor: Actor, delivered: number, read: number, device = deviceOf(actor)) =>
  storage.apply('mark.set', { room: idOf('r'), user: userOf(actor), device, delivered, read })

/** What every store promises about delivered and read marks. */
export function markContract(openPlace: OpenPlace): void {
  test('marks grow, stay below the head, and are those of the furthest device', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
    for (const id of ['m4', 'm5', 'm6']) await say(storage, message('r', 'ada', id))
    const user = userOf('ben')
    expect(await set(storage, 'ben', 5, 0)).toMatchObject({
      ok: true,
      markMoved: true,
      readMoved: false,
      mark: { user, delivered: 5, read: 0 },
    })
    expect(await set(storage, 'ben', 0, 4, idOf('phone'))).toMatchObject({
      mark: { user, delivered: 5, read: 4 },
      read: { seq: 4, messages: 1 },
      readMoved: true,
    })
    expect(await set(storage, 'ben', 3, 2)).toMatchObject({
      markMoved: false,
      readMoved: false,
      read: { seq: 4, messages: 1 },
    })
    expect(await set(storage, 'ben', 99, 99)).toMatchObject({
      mark: { delivered: 6, read: 6 },
      read: { seq: 6, messages: 3 },
    })
    expect(await set(storage, 'fox', 1, 1)).toEqual({ ok: false, why: 'not-a-member' })
    const list = await storage.read('mark.list', { room: idOf('r') })
    expect(list.toSorted((a, b) => a.user.localeCompare(b.user))).toEqual([
      { user: userOf('ada'), delivered: 0, read: 0 },
      { user, delivered: 6, read: 6 },
    ])
    expect(await storage.read('mark.counts', { room: idOf('r') })).toEqual({ delivered: 1, read: 1 })
  })

  test('a message is read by its sender, who had read less; what others are shown stays; another kind moves nothing', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
    const own = async (actor: Actor) =>
      (await storage.read('room.summary', { room: idOf('r'), user: userOf(actor) }))?.read
    await say(storage, message('r', 'ada', 'm4'))
    await say(storage, message('r', 'ada', 'm5'))
    expect([await own('ada'), await own('ben')]).toEqual([
      { seq: 5, messages: 2 },
      { seq: 3, messages: 0 },
    ])
    const [answer, mark] = await Promise.all([say(storage, message('r', 'ben', 'm6')), set(storage, 'ben', 4, 4)])
    expect([answer.seq, answer.messages]).toEqual([6, 3])
    expect(mark).toMatchObject({ readMoved: false, read: { seq: 6, messages: 3 }, mark: { delivered: 4, read: 4 } })
    await say(storage, message('r', 'ben', 'm6'))
    await say(storage, { ...message('r', 'ada', 'c7'), kind: 'call' })
    expect([await own('ada'), await own('ben')]).toEqual([
      { seq: 5, messages: 2 },
      { seq: 6, messages: 3 },
    ])
    expect(
      (await storage.read('mark.list', { room: idOf('r') })).find(({ user }) => user === userOf('ada'))?.read,
    ).toBe(0)
  })

  test('who keeps read marks to themselves tells what was delivered, and nothing later about what they read meanwhile', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
    const user = userOf('ben')
    const choose = (receipts: boolean) =>
      storage.apply('account.settings', { user, settings: { invisible: false, typing: true, receipts, reports: true } })
    await choose(false)
    await say(storage, message('r', 'ada', 'm'))
    expect(await set(storage, 'ben', 4, 4)).toMatchObject({
      mark: { user, delivered: 4, read: 0 },
      read: { seq: 4, messages: 1 },
    })
    expect(await storage.read('mark.silent', { room: idOf('r') })).toEqual([user])
    await choose(true)
    expect(await storage.read('mark.list', { room: idOf('r') })).toContainEqual({ user, delivered: 4, read: 0 })
    expect(await set(storage, 'ben', 4, 4)).toMatchObject({ markMoved: true, mark: { read: 4 } })
    await choose(false)
    expect(await storage.read('mark.list', { room: idOf('r') })).toContainEqual({ user, delivered: 4, read: 0 })
  })

  const seal = (storage: Storage, actor: Actor, body: string | null, read: number, device = deviceOf(actor)) =>
    storage.apply('mark.seal', { room: idOf('s'), user: userOf(actor), device, read, sealed: body })
  const sealedIn = async (storage: Storage) =>
    (await storage.read('mark.sealed', { room: idOf('s') })).map(({ user, device, sealed: body }) => [
      user,
      device,
      body,
    ])

  test('in a sealed room what a device has sealed replaces what it sealed before; the own read mark grows', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', sealed(roomOf('s', 'private', ['ada', 'ben']), 'one'))
    await say(storage, message('s', 'ada', 'm'))
    const head = await storage.read('entry.head', { room: idOf('s') })
    const [user, phone] = [userOf('ben'), deviceOf('ben')]
    expect(await seal(storage, 'ben', 'first', 99)).toMatchObject({
      ok: true,
      read: { seq: head, messages: 1 },
      readMoved: true,
      members: 2,
    })
    expect(await seal(storage, 'ben', '💌"\\\u0000', 0)).toMatchObject({ ok: true, readMoved: false })
    expect(await seal(storage, 'ben', null, 1)).toMatchObject({ ok: true, read: { seq: head } })
    expect(await sealedIn(storage)).toEqual([[user, phone, '💌"\\\u0000']])
    expect(await storage.read('mark.list', { room: idOf('s') })).toContainEqual({ user, delivered: 0, read: 0 })
    expect(await storage.read('mark.sealed', { room: idOf('nowhere') })).toEqual([])
  })

  test('marks of the wrong sort are refused, and change nothing; who is no member learns of no sort', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
    await storage.apply('room.create', sealed(roomOf('s', 'private', ['ada', 'ben']), 'one'))
    const about = { user: userOf('ben'), device: deviceOf('ben'), read: 2 }
    const wrong = { ok: false, why: 'wrong-sealing' }
    expect(await storage.apply('mark.set', { room: idOf('s'), delivered: 2, ...about })).toEqual(wrong)
    expect(await storage.apply('mark.seal', { room: idOf('r'), sealed: 'x', ...about })).toEqual(wrong)
    expect(await storage.read('mark.list', { room: idOf('s') })).toContainEqual({
      user: userOf('ben'),
      delivered: 0,
      read: 0,
    })
    expect(await sealedIn(storage)).toEqual([])
    const nobody = { ok: false, why: 'not-a-member' }
    expect(await seal(storage, 'fox', 'x', 1)).toEqual(nobody)
    expect(await storage.apply('mark.seal', { room: idOf('nowhere'), sealed: 'x', ...about })).toEqual(nobody)
  })

  test('what was sealed goes with the membership, and that of a device that is gone with the next of its person', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', sealed(roomOf('s', 'private', ['ada', 'ben']), 'one'))
    await seal(storage, 'ada', 'of ada', 0)
    await seal(storage, 'ben', 'of a device without a session', 0, idOf('old'))
    expect((await sealedIn(storage)).length).toBe(2)
    await seal(storage, 'ben', 'of ben', 0)
    const known = [
      [userOf('ada'), deviceOf('ada'), 'of ada'],
      [userOf('ben'), deviceOf('ben'), 'of ben'],
    ]
    expect(await sealedIn(storage)).toEqual(expect.arrayContaining(known))
    expect((await sealedIn(storage)).length).toBe(2)
    const { version } = (await storage.read('room.access', { room: idOf('s'), user: userOf('ben') })) ?? {}
    expect(await storage.apply('room.change', moves('s', version ?? 0, 'ben', 'left', 'here'))).toMatchObject({
      ok: true,
    })
    expect(await sealedIn(storage)).toEqual([[userOf('ada'), deviceOf('ada'), 'of ada']])
    expect(await storage.apply('room.change', moves('s', (version ?? 0) + 1, 'ben', 'joined', 'here'))).toMatchObject({
      ok: true,
    })
    expect((await sealedIn(storage)).length).toBe(1)
  })
}
