import { expect, test } from 'vitest'
import { type Actor, type OpenPlace, roomOf, sealed, settle, userOf } from './cast.contract.ts'
import type { Storage } from './storage.ts'

const put = (storage: Storage, who: Actor, version: number, body: string | null) =>
  storage.apply('profile.put', { user: userOf(who), version, body, key: body && `key of ${body}` })
const get = async (storage: Storage, by: Actor, who: Actor, version = 0) =>
  (await storage.read('profile.get', { by: userOf(by), people: [{ user: userOf(who), version }] }))[0]

/** What every store promises about sealed profiles. */
export function profileContract(openPlace: OpenPlace): void {
  test('a profile is its latest version, also after it was removed and after reopening', async () => {
    await using place = await openPlace()
    const before = await place.open()
    await settle(before)
    expect(await put(before, 'ada', 2, 'second')).toBe(true)
    expect([await put(before, 'ada', 2, 'again'), await put(before, 'ada', 1, 'first')]).toEqual([false, false])
    await before[Symbol.asyncDispose]()
    await using storage = await place.open()
    const mine = { user: userOf('ada'), version: 2, body: 'second', key: 'key of second' }
    expect([await get(storage, 'ada', 'ada'), await get(storage, 'ada', 'ada', 2)]).toEqual([mine, undefined])
    expect(await put(storage, 'ada', 3, null)).toBe(true)
    expect(await put(storage, 'ada', 2, 'second')).toBe(false)
    expect(await get(storage, 'ada', 'ada', 2)).toEqual({ ...mine, version: 3, body: null, key: null })
  })

  test('those in a private room get it, without its key; those in a public one do not', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('p', 'public', ['ada', 'fox']))
    await put(storage, 'ada', 1, 'mine')
    expect([await get(storage, 'fox', 'ada'), await get(storage, 'ben', 'ada')]).toEqual([undefined, undefined])
    expect(await storage.read('profile.sharers', { user: userOf('ada') })).toEqual([userOf('ada')])
    await storage.apply('room.create', sealed(roomOf('s', 'private', ['ada', 'ben']), 'one'))
    expect(await get(storage, 'ben', 'ada')).toEqual({ user: userOf('ada'), version: 1, body: 'mine', key: null })
    const sharers = await storage.read('profile.sharers', { user: userOf('ada') })
    expect(sharers.toSorted()).toEqual([userOf('ada'), userOf('ben')].toSorted())
  })
}
