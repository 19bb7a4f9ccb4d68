import { expect, test } from 'vitest'
import { at, deviceOf, idOf, type OpenPlace, settle, userOf } from './cast.contract.ts'
import type { Storage } from './storage.ts'

const secret = (n: number): Uint8Array => new Uint8Array(32).fill(n)
const limits = { grace: 10, idle: 1000, absolute: 3000 }

/** Trades secret `n` of Ada's device, which `settle` gave the secret 0, for the next one. */
const trade = (storage: Storage, n: number, later = 0, keepsake: Uint8Array | null = null) =>
  storage.apply('session.rotate', {
    ...limits,
    device: deviceOf('ada'),
    generation: n,
    presented: secret(n),
    next: secret(n + 1),
    keepsake,
    at: at + later,
  })

/** What every store promises about sessions. */
export function sessionContract(openPlace: OpenPlace): void {
  test('the current secret is traded once; the one before is repeated for a while', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const traded = await Promise.all([trade(storage, 0), trade(storage, 0), trade(storage, 0, 10)])
    expect(traded.map(({ kind }) => kind)).toEqual(['rotated', 'repeated', 'repeated'])
    expect(traded[0]).toEqual({ kind: 'rotated', user: userOf('ada'), is: 'account' })
    expect((await trade(storage, 1, 11)).kind).toBe('rotated')
    expect((await trade(storage, 2, 12)).kind).toBe('rotated')
  })

  test.each([
    ['late', 1, 11],
    ['older than the one before', 2, 1],
  ])('a secret that comes back %s revokes the session', async (_, trades, later) => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    for (let n = 0; n < trades; n += 1) await trade(storage, n)
    expect(await trade(storage, 0, later)).toEqual({ kind: 'reused', user: userOf('ada') })
    expect((await trade(storage, trades, later)).kind).toBe('gone')
    expect(await storage.read('session.live', { device: deviceOf('ada') })).toBeNull()
    expect(await storage.read('session.ended', { since: at + later })).toEqual([
      { user: userOf('ada'), device: deviceOf('ada') },
    ])
  })

  test('with what was said first beside it a secret that comes back is late, and the session goes on', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const [kept, another] = [secret(77), secret(78)]
    await trade(storage, 0, 0, kept)
    for (const n of [1, 2]) await trade(storage, n, n, another)
    expect(await trade(storage, 1, 20, kept)).toEqual({ kind: 'late', user: userOf('ada'), is: 'account', behind: 2 })
    expect((await trade(storage, 3, 30, kept)).kind).toBe('rotated')
    expect((await trade(storage, 1, 40, another)).kind).toBe('reused')
    expect((await trade(storage, 4, 41, kept)).kind).toBe('gone')
  })

  test('a secret from after the backup that this store was restored from is good', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    expect((await trade(storage, 7)).kind).toBe('rotated')
    expect((await trade(storage, 8)).kind).toBe('rotated')
  })

  test('a session is over without use, and in any case some day', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    for (const [n, later] of [1000, 2000, 3000].entries()) expect((await trade(storage, n, later)).kind).toBe('rotated')
    expect((await trade(storage, 3, 3001)).kind).toBe('gone')
    expect(await storage.read('session.live', { device: deviceOf('ada') })).toBeNull()
    await storage.apply('session.expire', { seenBefore: at + 1, createdBefore: 0, at: at + 5 })
    expect(await storage.read('session.live', { device: deviceOf('ben') })).toBeNull()
  })

  test('revoking answers whom it signed out, once, and never a device of somebody else', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const [user, phone] = [userOf('ada'), idOf('phone')]
    await storage.apply('session.create', {
      user,
      session: { device: phone, name: 'p', refresh: secret(1) },
      most: 9,
      at: at + 1,
    })
    const entry = { kind: 'call-signal', from: { user: 'u', device: 'd' }, at, body: 'b' } as const
    expect(await storage.apply('inbox.append', { device: phone, entry, most: 9 })).toEqual({ ok: true, seq: 1 })
    const revoke = (which: { only: string } | { except: string }) =>
      storage.apply('session.revoke', { user, which, at })
    expect(await revoke({ only: deviceOf('ben') })).toEqual([])
    expect(await revoke({ except: deviceOf('ada') })).toEqual([phone])
    expect(await revoke({ except: deviceOf('ada') })).toEqual([])
    expect(await storage.apply('inbox.append', { device: phone, entry, most: 9 })).toEqual({ ok: false, why: 'gone' })
    expect(await storage.read('inbox.after', { device: phone, after: 0, limit: 9, characters: 99 })).toEqual([])
    expect(await storage.read('session.list', { user })).toMatchObject([{ device: deviceOf('ada'), name: 'test' }])
    expect(await storage.read('session.live', { device: deviceOf('ben') })).toEqual({
      user: userOf('ben'),
      is: 'account',
    })
  })

  test('of more sessions than there may be, those that were not used for longest end; nobody else loses one', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const user = userOf('ada')
    const signIn = (name: string, later: number) =>
      storage.apply('session.create', {
        user,
        session: { device: idOf(name), name, refresh: secret(later) },
        most: 3,
        at: at + later,
      })
    expect([await signIn('p1', 1), await signIn('p2', 2)]).toEqual([[], []])
    await trade(storage, 0, 5)
    expect(await signIn('p3', 6)).toEqual([idOf('p1')])
    expect(await signIn('p4', 0)).toEqual([idOf('p2')])
    expect((await storage.read('session.list', { user })).map(({ device }) => device)).toEqual([
      idOf('p3'),
      deviceOf('ada'),
      idOf('p4'),
    ])
    expect(await storage.read('session.live', { device: deviceOf('ben') })).not.toBeNull()
  })

  test('what is left of an ended session can be forgotten; a live one stays', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('session.revoke', { user: userOf('ben'), which: { only: deviceOf('ben') }, at })
    await storage.apply('session.forget', { revokedBefore: at })
    expect(await storage.read('session.ended', { since: 0 })).toHaveLength(1)
    await storage.apply('session.forget', { revokedBefore: at + 1 })
    expect(await storage.read('session.ended', { since: 0 })).toEqual([])
    expect(await storage.read('session.live', { device: deviceOf('ada') })).not.toBeNull()
  })

  test('what was signed in and out is so after reopening', async () => {
    await using place = await openPlace()
    const before = await place.open()
    await settle(before)
    await trade(before, 0)
    await before.apply('session.revoke', { user: userOf('ben'), which: { only: deviceOf('ben') }, at })
    await before[Symbol.asyncDispose]()
    await using storage = await place.open()
    expect((await trade(storage, 1)).kind).toBe('rotated')
    expect(await storage.read('session.live', { device: deviceOf('ben') })).toBeNull()
  })
}
