import { expect, test } from 'vitest'
import type { NewAccount } from './accounts.ts'
import {
  type Actor,
  at,
  cast,
  deviceOf,
  idOf,
  type OpenPlace,
  roomOf,
  sealed,
  settle,
  userOf,
} from './cast.contract.ts'
import type { Storage } from './storage.ts'

const token = new Uint8Array(32).fill(7)
const passkey = { id: 'credential', publicKey: new Uint8Array([1, 2, 3]), counter: 0, transports: ['internal'] }

const newcomer = (name: string, more: Partial<NewAccount> = {}): NewAccount => ({
  user: idOf(name),
  kind: 'account',
  handle: { text: name, skeleton: name },
  name,
  nameKey: name,
  password: null,
  passkey: null,
  session: { device: idOf(`${name}-d`), name: 'test', refresh: new Uint8Array(32) },
  admittance: { kind: 'invite', token, for: 'account' },
  entryId: idOf(`${name}-e`),
  at,
  ...more,
})

const inviteInto = (storage: Storage, room: string | null, uses: number, purpose: 'account' | 'guest' = 'account') =>
  storage.apply('invite.create', {
    invite: { id: idOf('i'), for: purpose, room, usesLeft: uses, expiresAt: at + 1000, createdAt: at },
    token,
    by: userOf('ada'),
  })

/** What every store promises about accounts, and about the links that bring them. */
export function accountContract(openPlace: OpenPlace): void {
  test('an invite lets in as many as it has uses, and who is refused leaves no trace', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await inviteInto(storage, null, 2)
    const made = await Promise.all(['g', 'h', 'i'].map((name) => storage.apply('account.create', newcomer(name))))
    expect(made.map(({ ok }) => ok)).toEqual([true, true, false])
    expect(made[2]).toEqual({ ok: false, why: 'invite_used_up' })
    expect(await storage.read('account.profiles', { users: ['g', 'h', 'i'].map(idOf) })).toHaveLength(2)
    expect(await storage.read('session.live', { device: idOf('i-d') })).toBeNull()
    expect(await storage.read('invite.find', { token, now: at })).toBeNull()
  })

  test('a refusal for the handle or the passkey uses nothing up', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await inviteInto(storage, null, 2)
    const come = (account: NewAccount) => storage.apply('account.create', account)
    expect(await come(newcomer('x', { handle: { text: 'ada', skeleton: 'zz' } }))).toMatchObject({
      why: 'handle_taken',
    })
    expect(await come(newcomer('x', { handle: { text: 'zz', skeleton: 'ada' } }))).toMatchObject({
      why: 'handle_look_alike',
    })
    expect(await come(newcomer('x', { passkey }))).toMatchObject({ ok: true })
    expect(await come(newcomer('y', { passkey }))).toMatchObject({ why: 'passkey_refused' })
    expect(await storage.read('invite.list', { by: userOf('ada'), now: at })).toMatchObject([{ usesLeft: 1 }])
  })

  test('dead invites can be forgotten: ended, or used up and old; one that works stays', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const forget = (endedBefore: number) => storage.apply('invite.forget', { endedBefore })
    const come = () => storage.apply('account.create', newcomer('g'))
    await inviteInto(storage, null, 1)
    await forget(at + 1000)
    expect(await storage.read('invite.find', { token, now: at })).not.toBeNull()
    expect(await come()).toMatchObject({ ok: true })
    await forget(at)
    await expect(inviteInto(storage, null, 1)).rejects.toThrow()
    await forget(at + 1)
    await inviteInto(storage, null, 1)
    await forget(at + 1001)
    await inviteInto(storage, null, 1)
  })

  test('an invite is dead from its end on, for another purpose, and once its maker has left the room', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'private', ['ben', 'ada']))
    await inviteInto(storage, idOf('r'), 9)
    const come = (more: Partial<NewAccount>) => storage.apply('account.create', newcomer('g', more))
    expect(await come({ at: at + 1000 })).toMatchObject({ why: 'invite_used_up' })
    expect(await come({ admittance: { kind: 'invite', token, for: 'guest' } })).toMatchObject({ why: 'invite_used_up' })
    const [ada, leaves] = [userOf('ada'), { id: idOf('l'), body: '{}' }]
    const standing = { user: ada, role: 'member', state: 'left', invitedBy: null, since: 'kept', read: 'kept' } as const
    const deed = {
      room: idOf('r'),
      by: ada,
      device: deviceOf('ada'),
      at,
      about: null,
      history: null,
      releasesKey: false,
    }
    expect(
      await storage.apply('room.change', { ...deed, expect: 3, note: leaves, index: null, standing }),
    ).toMatchObject({
      ok: true,
    })
    expect(await come({})).toMatchObject({ why: 'invite_used_up' })
    expect(await storage.read('invite.find', { token, now: at })).toBeNull()
  })

  test('whoever comes by the invite of a private room is in it, and reads from there on', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'private', ['ada']))
    await inviteInto(storage, idOf('r'), 1, 'guest')
    const guest = newcomer('g', { kind: 'guest', handle: null, admittance: { kind: 'invite', token, for: 'guest' } })
    const made = await storage.apply('account.create', guest)
    expect(made).toMatchObject({
      ok: true,
      arrived: { room: idOf('r'), state: 'joined', members: 2, version: 3, entry: { seq: 3 } },
    })
    const access = await storage.read('room.access', { room: idOf('r'), user: idOf('g') })
    expect(access).toMatchObject({ state: 'joined', role: 'member', since: 3, head: 3, members: 2 })
  })

  test('whoever comes by the invite of a sealed room waits before it, invited by who made the link', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', sealed(roomOf('r', 'private', ['ada'])))
    await inviteInto(storage, idOf('r'), 1)
    const made = await storage.apply('account.create', newcomer('g'))
    const entry = { seq: 3, sender: userOf('ada'), body: JSON.stringify({ v: 1, kind: 'invited', user: idOf('g') }) }
    expect(made).toMatchObject({ arrived: { room: idOf('r'), state: 'invited', members: 1, version: 3, entry } })
    const seen = await storage.read('room.summary', { room: idOf('r'), user: idOf('g') })
    expect(seen).toMatchObject({ state: 'invited', invitedBy: userOf('ada'), lines: 0, since: 1, head: 0, members: 1 })
  })

  test('with an account one comes by an invite too: each use once, none for who is there, and never who is banned', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', sealed(roomOf('r', 'private', ['ada'])))
    await inviteInto(storage, idOf('r'), 1)
    const come = (actor: Actor, id: string) =>
      storage.apply('invite.accept', { token, user: userOf(actor), device: deviceOf(actor), entryId: idOf(id), at })
    const made = await Promise.all([come('ben', 'e'), come('ben', 'f'), come('dalia', 'g'), come('ada', 'h')])
    expect(made).toMatchObject([
      { ok: true, room: idOf('r'), arrived: { state: 'invited', members: 1, version: 3 } },
      { ok: true, room: idOf('r'), arrived: null },
      { ok: false, why: 'invite_used_up' },
      { ok: true, arrived: null },
    ])
    await storage.apply('invite.forget', { endedBefore: at + 9000 })
    await inviteInto(storage, null, 9)
    expect(await come('dalia', 'i')).toEqual({ ok: false, why: 'not_found' })
    await storage.apply('invite.forget', { endedBefore: at + 9000 })
    await inviteInto(storage, idOf('r'), 9)
    const standing = { user: userOf('ben'), role: 'member', state: 'banned', invitedBy: null } as const
    const deed = {
      room: idOf('r'),
      by: userOf('ada'),
      device: deviceOf('ada'),
      at,
      about: null,
      history: null,
      releasesKey: false,
    }
    await storage.apply('room.change', {
      ...deed,
      expect: 3,
      note: { id: idOf('b'), body: '{}' },
      index: null,
      standing: { ...standing, since: 'kept', read: 'kept' },
    })
    expect(await come('ben', 'j')).toEqual({ ok: false, why: 'banned' })
    expect(await storage.read('invite.list', { by: userOf('ada'), now: at })).toMatchObject([{ usesLeft: 9 }])
  })

  test('there is one owner, and open registration only where it was opened', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    const owner = { kind: 'owner', admittance: { kind: 'owner' } } as const
    const made = await Promise.all(['g', 'h'].map((name) => storage.apply('account.create', newcomer(name, owner))))
    expect(made).toMatchObject([{ ok: true }, { why: 'owner_link_spent' }])
    expect(await storage.read('account.owned', {})).toBe(true)
    const come = () => storage.apply('account.create', newcomer('i', { admittance: { kind: 'open' } }))
    expect(await storage.read('settings.get', {})).toEqual({ name: 'Parley', registration: 'invite' })
    expect(await come()).toMatchObject({ why: 'invite_needed' })
    await storage.apply('settings.set', { name: 'Home 🏠', registration: 'open' })
    expect(await storage.read('settings.get', {})).toEqual({ name: 'Home 🏠', registration: 'open' })
    expect(await come()).toMatchObject({ ok: true })
  })

  test('a password changes only from what it was, and signs out every other device', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const [user, keep, phone] = [userOf('ada'), deviceOf('ada'), idOf('phone')]
    await storage.apply('session.create', {
      user,
      session: { device: phone, name: 'p', refresh: new Uint8Array(32) },
      most: 9,
      at,
    })
    const change = (expected: string | null, next: string) =>
      storage.apply('account.password', { user, expect: expected, next, keep, at })
    expect(await change('x', 'y')).toBeNull()
    expect(await storage.read('session.list', { user })).toHaveLength(2)
    expect(await change(null, 'y')).toEqual([phone])
    expect(await storage.read('session.live', { device: phone })).toBeNull()
    await storage.apply('account.rehash', { user, expect: 'x', next: 'z' })
    expect(await storage.read('account.credentials', { handle: 'ada' })).toEqual({ user, is: 'account', password: 'y' })
  })

  test('the counter of a passkey only grows', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const user = userOf('ada')
    expect(await storage.apply('passkey.add', { user, passkey, at })).toBe(true)
    expect(await storage.apply('passkey.add', { user: userOf('ben'), passkey, at })).toBe(false)
    const use = (counter: number) => storage.apply('passkey.use', { id: passkey.id, counter, at })
    expect([await use(0), await use(5), await use(5), await use(4), await use(6)]).toEqual([
      true,
      true,
      false,
      false,
      true,
    ])
    expect(await storage.read('passkey.find', { id: passkey.id })).toEqual({
      ...passkey,
      counter: 6,
      user,
      is: 'account',
    })
    const kept = { id: passkey.id, transports: ['internal'], createdAt: at, usedAt: at, opens: false }
    expect(await storage.read('passkey.list', { user })).toEqual([kept])
  })

  test('a passkey goes with the secret that it opens, and the last way in stays', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const user = userOf('ada')
    const secret = (name: string) => storage.apply('secret.put', { user, name, body: 'b', most: 9 })
    const opens = async () => (await storage.read('passkey.list', { user })).map((one) => [one.id, one.opens])
    const remove = (id: string, of = user) => storage.apply('passkey.remove', { user: of, id })
    await storage.apply('account.password', { user, expect: null, next: 'x', keep: deviceOf('ada'), at })
    for (const [n, id] of ['first', 'second'].entries())
      await storage.apply('passkey.add', { user, passkey: { ...passkey, id }, at: at + n })
    for (const name of ['passkey.first', 'passkey.second', 'recovery']) await secret(name)
    expect(await opens()).toEqual([
      ['second', true],
      ['first', true],
    ])
    expect([await remove('third'), await remove('first', userOf('ben')), await remove('first')]).toEqual([
      'unknown',
      'unknown',
      'removed',
    ])
    expect(await opens()).toEqual([['second', true]])
    expect(await storage.read('secret.get', { user, name: 'passkey.first' })).toBeNull()
    expect(await storage.read('secret.get', { user, name: 'passkey.second' })).toBe('b')
    expect(await storage.read('secret.get', { user, name: 'recovery' })).toBe('b')
    expect(await remove('second')).toBe('removed')
  })

  test('search compares beginnings, and nothing in it is a pattern', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    const found = async (text: string) =>
      (await storage.read('account.search', { text, limit: 20 })).map(({ name }) => name)
    expect(await found('ben')).toEqual([cast.ben, cast.benn])
    expect(await found('🦊')).toEqual([cast.fox])
    for (const text of ['%', '_', "'", 'en']) expect(await found(text)).toEqual([])
    expect(await storage.read('account.search', { text: '', limit: 2 })).toHaveLength(2)
  })
}
