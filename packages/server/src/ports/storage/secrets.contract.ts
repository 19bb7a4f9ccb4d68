import { expect, test } from 'vitest'
import { type Actor, type OpenPlace, settle, userOf } from './cast.contract.ts'
import type { Storage } from './storage.ts'

const put = (storage: Storage, who: Actor, name: string, body: string) =>
  storage.apply('secret.put', { user: userOf(who), name, body, most: 3 })
const get = (storage: Storage, who: Actor, name: string) => storage.read('secret.get', { user: userOf(who), name })

/** What every store promises about sealed secrets. */
export function secretContract(openPlace: OpenPlace): void {
  test('a secret is the last one of its name, seen by its user alone, also after reopening', async () => {
    await using place = await openPlace()
    const before = await place.open()
    await settle(before)
    await put(before, 'ada', 'n', 'first')
    await put(before, 'ada', 'n', 'second')
    await put(before, 'ben', 'n', 'of Ben')
    await before[Symbol.asyncDispose]()
    await using storage = await place.open()
    expect([await get(storage, 'ada', 'n'), await get(storage, 'ben', 'n')]).toEqual(['second', 'of Ben'])
    expect([await get(storage, 'fox', 'n'), await get(storage, 'ada', 'N')]).toEqual([null, null])
  })

  test('there are so many names and no more; one that is there can still change', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    for (const name of ['a', 'b', 'c']) expect(await put(storage, 'ada', name, 'x')).toBe(true)
    expect(await put(storage, 'ada', 'd', 'x')).toBe(false)
    expect(await put(storage, 'ada', 'c', 'y')).toBe(true)
    expect(await put(storage, 'ben', 'd', 'x')).toBe(true)
    expect([await get(storage, 'ada', 'c'), await get(storage, 'ada', 'd')]).toEqual(['y', null])
  })
}
