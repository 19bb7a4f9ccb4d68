import { expect, test } from 'vitest'
import { type Actor, deviceOf, idOf, message, type OpenPlace, roomOf, say, settle, userOf } from './cast.contract.ts'
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
}
