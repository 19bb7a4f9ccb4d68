import { expect, test } from 'vitest'
import { type Actor, at, deviceOf, idOf, moves, type OpenPlace, roomOf, settle, userOf } from './cast.contract.ts'
import type { Publish } from './keys.ts'
import type { Storage } from './storage.ts'

const of = (who: Actor) => ({ user: userOf(who), device: deviceOf(who) })
const named = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ id: `k${from + n}`, key: `key ${from + n}` }))
const publish = (storage: Storage, who: Actor, some: Partial<Publish>) =>
  storage.apply('key.publish', { ...of(who), keys: null, oneTime: [], fallback: null, most: 500, ...some })
const claim = (storage: Storage, ...who: Actor[]) =>
  storage.apply('key.claim', { by: userOf('ada'), devices: who.map(of) })
const query = (storage: Storage, by: Actor, ...users: Actor[]) =>
  storage.read('key.query', { users: users.map(userOf), by: userOf(by), characters: 1e6 })
const changes = async (storage: Storage, who: Actor, since = 0) =>
  (await storage.read('key.changes', { user: userOf(who), since })).users
const signed = (signer: Actor, user: Actor, target: string, signature = 's') => ({
  signer: userOf(signer),
  most: 3,
  signatures: [{ user: userOf(user), target, key: 'k', signature }],
})
const identity = (who: Actor, master: string, replaceIfSince: number | null = null) => ({
  ...of(who),
  master,
  selfSigning: 's',
  userSigning: 'u',
  replaceIfSince,
})

/** What every store promises about keys. */
export function keyContract(openPlace: OpenPlace): void {
  test('of 200 claims at the same moment each gets another key, and behind the last one the fallback', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const oneTime = named(150)
    expect(await publish(storage, 'ada', { oneTime, fallback: [{ id: 'f', key: 'fall' }] })).toEqual({
      ok: true,
      oneTime: 150,
    })
    const claims = await Promise.all(Array.from({ length: 200 }, () => claim(storage, 'ada', 'ben')))
    expect(claims.every((keys) => keys.length === 1)).toBe(true)
    const keys = claims.flat()
    const once = keys.filter(({ fallback }) => !fallback)
    expect(once.map(({ id }) => id).toSorted()).toEqual(oneTime.map(({ id }) => id).toSorted())
    expect(keys.filter(({ fallback }) => fallback)).toEqual(
      Array.from({ length: 50 }, () => ({ ...of('ada'), id: 'f', key: 'fall', fallback: true })),
    )
    expect(await storage.read('key.stock', { device: deviceOf('ada') })).toEqual({ oneTime: 0, unusedFallback: false })
  })

  test('one claim takes one key of a device, however often it names it', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await publish(storage, 'ada', { oneTime: named(3) })
    expect(await claim(storage, 'ada', 'ada', 'ada')).toEqual([
      { ...of('ada'), id: 'k0', key: 'key 0', fallback: false },
    ])
    expect(
      await storage.apply('key.claim', {
        by: userOf('ben'),
        devices: [{ user: userOf('ben'), device: deviceOf('ada') }],
      }),
    ).toEqual([])
  })

  test('a key that was given out does not come back with a late retry of its publication, also after reopening', async () => {
    await using place = await openPlace()
    const before = await place.open()
    await settle(before)
    await publish(before, 'ada', { keys: 'D', oneTime: named(2), fallback: [{ id: 'f', key: 'fall' }] })
    await claim(before, 'ada')
    await before[Symbol.asyncDispose]()
    await using storage = await place.open()
    expect(await publish(storage, 'ada', { keys: 'D', oneTime: named(2) })).toEqual({ ok: true, oneTime: 1 })
    expect((await claim(storage, 'ada')).map(({ id }) => id)).toEqual(['k1'])
    expect((await claim(storage, 'ada')).map(({ id }) => id)).toEqual(['f'])
    await publish(storage, 'ada', { fallback: [{ id: 'f', key: 'fall' }] })
    expect((await storage.read('key.stock', { device: deviceOf('ada') })).unusedFallback).toBe(false)
    await publish(storage, 'ada', { fallback: [{ id: 'g', key: 'fresh' }] })
    expect((await storage.read('key.stock', { device: deviceOf('ada') })).unusedFallback).toBe(true)
  })

  test('what was published stands: another text under the same name is refused, and so are too many; nothing half done', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await publish(storage, 'ada', { keys: 'D', oneTime: named(2) })
    const conflict = { ok: false, why: 'conflict' }
    expect(await publish(storage, 'ada', { keys: 'E', oneTime: named(1, 9) })).toEqual(conflict)
    expect(await publish(storage, 'ada', { oneTime: [...named(1, 9), { id: 'k1', key: 'other' }] })).toEqual(conflict)
    expect(await publish(storage, 'ada', { oneTime: named(4), most: 3 })).toEqual({ ok: false, why: 'too_many' })
    expect(await publish(storage, 'ada', { oneTime: named(3), most: 3 })).toEqual({ ok: true, oneTime: 3 })
    expect((await query(storage, 'ben', 'ada')).users[0]?.devices).toEqual([
      { device: deviceOf('ada'), name: '', keys: 'D' },
    ])
  })

  test('the end of a session takes the keys of its device along, in the same write', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await publish(storage, 'ada', { keys: 'D', oneTime: named(2), fallback: named(1) })
    await storage.apply('key.sign', signed('ada', 'ada', deviceOf('ada')))
    const head = await storage.read('key.head', {})
    await storage.apply('session.revoke', { user: userOf('ada'), which: { only: deviceOf('ada') }, at })
    expect((await query(storage, 'ada', 'ada')).users).toMatchObject([{ devices: [], signatures: [] }])
    expect(await claim(storage, 'ada')).toEqual([])
    expect(await storage.read('key.stock', { device: deviceOf('ada') })).toEqual({ oneTime: 0, unusedFallback: false })
    expect(await storage.read('key.news', { after: head })).toEqual([{ user: userOf('ada'), change: head + 1 }])
    expect(await publish(storage, 'ada', { keys: 'D' })).toEqual({ ok: false, why: 'gone' })
  })

  test('an identity stands until a fresh session replaces it, which takes the signatures of the old one along', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    expect(await storage.apply('key.identity', identity('ada', 'm'))).toEqual({ ok: true })
    await storage.apply('key.sign', signed('ada', 'ben', 'x'))
    const head = await storage.read('key.head', {})
    expect(await storage.apply('key.identity', identity('ada', 'm'))).toEqual({ ok: true })
    expect(await storage.apply('key.identity', identity('ada', 'n'))).toEqual({ ok: false, why: 'conflict' })
    const late = identity('ada', 'n', at + 1)
    expect(await storage.apply('key.identity', late)).toEqual({ ok: false, why: 'sign_in_again' })
    expect(await storage.read('key.head', {})).toBe(head)
    expect(await storage.apply('key.identity', identity('ada', 'n', at))).toEqual({ ok: true })
    expect((await query(storage, 'ada', 'ada', 'ben')).users).toMatchObject([
      { master: 'n', selfSigning: 's', userSigning: 'u' },
      { master: null, signatures: [] },
    ])
  })

  test('whom somebody signed stays between the two of them', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('key.identity', identity('ben', 'm'))
    await storage.apply('key.sign', signed('ben', 'ben', 'own'))
    await storage.apply('key.sign', signed('ada', 'ben', 'hers', 'first'))
    await storage.apply('key.sign', signed('ada', 'ben', 'hers', 'second'))
    await storage.apply('key.sign', signed('fox', 'ben', 'not hers'))
    const ben = async (by: Actor) => (await query(storage, by, 'ben')).users[0]
    const own = { signer: userOf('ben'), target: 'own', key: 'k', signature: 's' }
    const hers = { signer: userOf('ada'), target: 'hers', key: 'k', signature: 'second' }
    expect((await ben('ada'))?.signatures).toEqual([hers, own])
    expect((await ben('ben'))?.signatures).toEqual([own])
    expect([(await ben('ada'))?.userSigning, (await ben('ben'))?.userSigning]).toEqual([null, 'u'])
    for (const target of ['b', 'c']) expect(await storage.apply('key.sign', signed('ada', 'ben', target))).toBe(true)
    expect(await storage.apply('key.sign', signed('ada', 'ben', 'd'))).toBe(false)
    expect(await storage.apply('key.sign', signed('ada', 'ben', 'c', 'again'))).toBe(true)
    const nobody = {
      ...signed('ada', 'ben', 'x'),
      signatures: [{ user: idOf('no'), target: 't', key: 'k', signature: 's' }],
    }
    expect(await storage.apply('key.sign', nobody)).toBe(true)
  })

  test('an answer that grows too long leaves the rest for later, and always holds somebody', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    for (const who of ['ada', 'ben', 'fox'] as const) await publish(storage, who, { keys: 'D'.repeat(1000) })
    const users = [idOf('nobody'), userOf('ada'), userOf('ben'), userOf('ada'), userOf('fox')]
    const first = await storage.read('key.query', { users, by: userOf('ada'), characters: 1500 })
    expect(first.users.map(({ user }) => user)).toEqual([userOf('ada'), userOf('ben')])
    expect(first.later).toEqual([userOf('fox')])
    const rest = await storage.read('key.query', { users: first.later, by: userOf('ada'), characters: 1 })
    expect([rest.users.length, rest.later]).toEqual([1, []])
  })

  test('changes reach those who share a private room or a direct message, closed or not, and nobody else', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('open', 'public', ['ada', 'fox']))
    await storage.apply('room.create', roomOf('den', 'private', ['ada', 'dalia']))
    await storage.apply('room.create', roomOf('pair', 'direct', ['ada', 'ben']))
    await storage.apply('room.change', moves('pair', await versionOf(storage, 'pair'), 'ben', 'left', 'start'))
    const since = await storage.read('key.head', {})
    await publish(storage, 'ada', { keys: 'D' })
    await publish(storage, 'ada', { keys: 'D', oneTime: named(1) })
    const told = [userOf('ada')]
    expect(await changes(storage, 'ada')).toEqual(told)
    expect([await changes(storage, 'ben'), await changes(storage, 'dalia')]).toEqual([told, told])
    expect([await changes(storage, 'fox'), await changes(storage, 'benn')]).toEqual([[], []])
    const sharers = await storage.read('key.sharers', { user: userOf('ada') })
    expect(sharers.toSorted()).toEqual([userOf('ada'), userOf('ben'), userOf('dalia')].toSorted())
    expect(await storage.read('key.sharers', { user: userOf('fox') })).toEqual([userOf('fox')])
    const { next } = await storage.read('key.changes', { user: userOf('ben'), since })
    expect(next).toBe(since + 1)
    expect(await changes(storage, 'ben', next)).toEqual([])
    await storage.apply('room.change', moves('den', await versionOf(storage, 'den'), 'dalia', 'left', 'start'))
    expect(await changes(storage, 'dalia')).toEqual([])
  })
}

const versionOf = async (storage: Storage, room: string): Promise<number> =>
  (await storage.read('room.access', { room: idOf(room), user: userOf('ada') }))?.version ?? 0
