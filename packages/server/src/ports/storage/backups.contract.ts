import { expect, test } from 'vitest'
import type { BackedUpSession } from './backups.ts'
import { type Actor, idOf, type OpenPlace, settle, userOf } from './cast.contract.ts'
import type { Storage } from './storage.ts'

const create = (storage: Storage, who: Actor, auth = 'auth') =>
  storage.apply('backup.create', { user: userOf(who), algorithm: 'sealed', auth })
const put = (storage: Storage, who: Actor, version: string, ...sessions: BackedUpSession[]) =>
  storage.apply('backup.put', { user: userOf(who), version, sessions })
const whole = { room: null, session: null, after: null, limit: 200, characters: 1e6 }
const page = (storage: Storage, who: Actor, version: string, some: object = {}) =>
  storage.read('backup.page', { user: userOf(who), version, ...whole, ...some })
const session = (name: string, some: Partial<BackedUpSession> = {}): BackedUpSession => ({
  room: idOf('r'),
  session: name,
  index: 5,
  forwarded: 5,
  verified: false,
  data: name,
  ...some,
})

/** From worst to best. */
const grades: readonly Partial<BackedUpSession>[] = [
  { index: 5, forwarded: 6, data: 'passed on more often' },
  { index: 5, forwarded: 5, data: 'as it was' },
  { index: 5, forwarded: 1, data: 'passed on less often' },
  { index: 1, forwarded: 9, data: 'from earlier on' },
  { index: 9, forwarded: 9, verified: true, data: 'verified' },
  { index: 8, forwarded: 9, verified: true, data: 'verified, from earlier on' },
]

/** What every store promises about backups. */
export function backupContract(openPlace: OpenPlace): void {
  test('of two copies of a session the better one stays, in whatever order they come', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const version = await create(storage, 'ada')
    for (const [a, first] of grades.entries()) {
      for (const [b, second] of grades.entries()) {
        const name = `${a}-${b}`
        await put(storage, 'ada', version, session(name, first))
        const before = await storage.read('backup.current', { user: userOf('ada') })
        const after = await put(storage, 'ada', version, session(name, second))
        const kept = await page(storage, 'ada', version, { room: idOf('r'), session: name })
        expect(kept?.sessions).toEqual([session(name, grades[Math.max(a, b)])])
        expect(after?.etag === before?.etag).toBe(b <= a)
      }
    }
    expect(await storage.read('backup.current', { user: userOf('ada') })).toMatchObject({ count: 36 })
  })

  test('only the current backup grows; an older one can still be read, and is current again when the newer one goes', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const first = await create(storage, 'ada', 'first')
    await put(storage, 'ada', first, session('s'))
    const second = await create(storage, 'ada', 'second')
    expect(await put(storage, 'ada', first, session('t'))).toBeNull()
    expect((await page(storage, 'ada', first))?.sessions).toEqual([session('s')])
    expect(await storage.read('backup.current', { user: userOf('ada') })).toMatchObject({ version: second, count: 0 })
    expect(await storage.apply('backup.remove', { user: userOf('ada'), version: second })).toBe(true)
    expect(await storage.apply('backup.remove', { user: userOf('ada'), version: second })).toBe(false)
    expect(await page(storage, 'ada', second)).toBeNull()
    expect(await storage.read('backup.current', { user: userOf('ada') })).toMatchObject({ version: first, count: 1 })
    expect(await create(storage, 'ada')).not.toBe(second)
  })

  test('nobody sees, grows or removes the backup of another', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const version = await create(storage, 'ada')
    await put(storage, 'ada', version, session('s'))
    await create(storage, 'ben')
    expect(await page(storage, 'ben', version)).toBeNull()
    expect(await put(storage, 'ben', version, session('t'))).toBeNull()
    expect(await storage.apply('backup.remove', { user: userOf('ben'), version })).toBe(false)
    expect(await storage.read('backup.current', { user: userOf('fox') })).toBeNull()
    for (const wrong of ['', '0', '-1', '1e0', ' 1', `${version}.0`, 'x', '9'.repeat(32)]) {
      expect(await page(storage, 'ada', wrong)).toBeNull()
    }
    expect((await page(storage, 'ada', version))?.sessions).toEqual([session('s')])
  })

  test('pages hold each session once, whether they end by number or by length, also after reopening', async () => {
    await using place = await openPlace()
    const before = await place.open()
    await settle(before)
    const version = await create(before, 'ada')
    const all = Array.from({ length: 25 }, (_, n) => session(`s ${n}`, { room: idOf(`r${n % 3}`) }))
    await put(before, 'ada', version, ...all)
    await before[Symbol.asyncDispose]()
    await using storage = await place.open()
    const names = (sessions: readonly BackedUpSession[]) => sessions.map(({ room, session: name }) => `${room} ${name}`)
    for (const bound of [{ limit: 7 }, { characters: 12 }]) {
      const seen: BackedUpSession[] = []
      for (let more = true; more; ) {
        const last = seen.at(-1)
        const after = last ? { room: last.room, session: last.session } : null
        const next = await page(storage, 'ada', version, { ...bound, after })
        seen.push(...(next?.sessions ?? []))
        more = next?.more ?? false
      }
      expect(names(seen).toSorted()).toEqual(names(all).toSorted())
    }
    const ofRoom = await page(storage, 'ada', version, { room: idOf('r1') })
    expect(ofRoom).toMatchObject({ more: false, sessions: { length: 8 } })
  })
}
