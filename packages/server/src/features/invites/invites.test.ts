import { expect, test } from 'vitest'
import {
  codeOf,
  directWith,
  freshListOf,
  guest,
  listOf,
  nextLine,
  openServer,
  owner,
  type Person,
  passwordOf,
  person,
  personOf,
  sealedRoom,
  visitor,
} from '../../testing/index.ts'

const room = 'R'.repeat(22)
const registration = (handle: string, token: string) => ({
  handle,
  name: handle,
  password: passwordOf(handle),
  admission: { kind: 'invite' as const, token },
  device: '',
})
const kitchen = (host: Person) => host.call('rooms.create', { id: room, kind: 'public', name: 'Kitchen', topic: '' })

test('an invitation lets in as many as it has uses, also when more come at the same moment', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  const made = await olga.call('invites.create', { for: 'account', room: null, uses: 2, hours: 1 })
  expect(made.path).toBe(`/invite#${made.token}`)
  const came = ['ada', 'ben', 'cleo', 'dora'].map((handle) =>
    server.post('accounts.register', registration(handle, made.token)),
  )
  const codes = (await Promise.all(came)).map(codeOf)
  expect(codes.filter((code) => code === undefined)).toHaveLength(2)
  expect(codes.filter((code) => code === 'invite_used_up')).toHaveLength(2)
  expect(await olga.call('invites.list', {})).toEqual({ invites: [] })
})

test('an attempt that fails for another reason uses nothing up', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  const { token } = await olga.call('invites.create', { for: 'account', room: null, uses: 1, hours: 1 })
  expect(codeOf(await server.post('accounts.register', registration('olga', token)))).toBe('handle_taken')
  expect(codeOf(await server.post('accounts.register', { ...registration('ada', token), password: 'short' }))).toBe(
    'password_too_short',
  )
  expect((await olga.call('invites.list', {})).invites).toMatchObject([{ usesLeft: 1, for: 'account', room: null }])
  expect((await server.post('accounts.register', registration('ada', token))).status).toBe(200)
})

test('a link says what it is good for, and a bad one nothing', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  await kitchen(olga)
  const { token } = await olga.call('invites.create', { for: 'guest', room, uses: 1, hours: 1 })
  const check = async (text: string) =>
    (await server.post('accounts.check-admission', { admission: { kind: 'invite', token: text } })).body
  expect(await check(token)).toEqual({
    good: true,
    for: 'guest',
    room: { id: room, name: 'Kitchen' },
    invitedBy: 'Olga',
  })
  expect(await check('x'.repeat(43))).toEqual({ good: false, for: 'account', room: null, invitedBy: null })
})

test('a link for guests makes no account, one for accounts no guest', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  await kitchen(olga)
  const forGuest = await olga.call('invites.create', { for: 'guest', room, uses: 1, hours: 1 })
  const forAccount = await olga.call('invites.create', { for: 'account', room, uses: 1, hours: 1 })
  expect(codeOf(await server.post('accounts.register', registration('ada', forGuest.token)))).toBe('invite_used_up')
  const gus = { name: 'Gus', token: forAccount.token, device: '' }
  expect(codeOf(await server.post('accounts.register-guest', gus))).toBe('invite_used_up')
})

test('a link of a member brings an account into the room', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  await kitchen(olga)
  const { token } = await olga.call('invites.create', { for: 'account', room, uses: 1, hours: 1 })
  const answer = await server.post('accounts.register', registration('ada', token))
  expect(answer.status).toBe(200)
  const { members } = await olga.call('rooms.members', { room, after: null })
  expect(members.map(({ profile, role }) => [profile.name, role])).toEqual([
    ['Olga', 'owner'],
    ['ada', 'member'],
  ])
})

test('a link of a member brings an account before a sealed room, where it waits to be admitted', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  await olga.call('rooms.create', sealedRoom(room))
  const { token } = await olga.call('invites.create', { for: 'account', room, uses: 1, hours: 1 })
  const found = await server.post('accounts.check-admission', { admission: { kind: 'invite', token } })
  expect(found.body).toMatchObject({ good: true, room: { id: room, name: '' } })
  const ada = personOf(server, await server.post('accounts.register', registration('ada', token)))
  const standings = async () =>
    (await olga.call('rooms.members', { room, after: null })).members.map(({ role, state }) => `${role} ${state}`)
  expect(await standings()).toEqual(['owner joined', 'member invited'])
  await olga.call('rooms.admit', { room, user: ada.user, line: await nextLine(ada, room) })
  expect(await standings()).toEqual(['owner joined', 'member joined'])
})

test('withdrawn, expired, or by somebody who has left the room: the link is dead', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  const ada = await person(server, 'ada')
  await kitchen(olga)
  await ada.call('rooms.join', { room })
  const links = await Promise.all(
    [1, 2].map(() => ada.call('invites.create', { for: 'guest', room, uses: 9, hours: 1 })),
  )
  const [first, second] = links
  if (!first || !second) throw new Error('no links')
  await expect(olga.call('invites.revoke', { invite: first.invite.id })).rejects.toMatchObject({ code: 'not_found' })
  await ada.call('invites.revoke', { invite: first.invite.id })
  const come = async (token: string) =>
    codeOf(await server.post('accounts.register-guest', { name: 'Gus', token, device: '' }))
  expect(await come(first.token)).toBe('invite_used_up')
  expect(await come(second.token)).toBeUndefined()
  await ada.call('rooms.leave', { room })
  expect(await come(second.token)).toBe('invite_used_up')
  expect(await ada.call('invites.list', {})).toEqual({ invites: [] })
})

test('a link into a room needs membership, and none leads into a direct message', async () => {
  await using server = await openServer()
  const [olga, ada] = [await owner(server), await person(server, 'ada')]
  await kitchen(olga)
  const { room: direct } = await olga.call('rooms.direct', directWith(ada))
  const make = (by: Person, where: string | null) =>
    by.call('invites.create', { for: 'guest', room: where, uses: 1, hours: 1 })
  await expect(make(ada, room)).rejects.toMatchObject({ code: 'not_a_member' })
  await expect(make(ada, 'X'.repeat(22))).rejects.toMatchObject({ code: 'not_a_member' })
  await expect(make(olga, null)).rejects.toMatchObject({ code: 'bad_request' })
  await expect(make(olga, direct.id)).rejects.toMatchObject({ code: 'bad_request' })
  await expect(guest(server, '\u202E', room, olga)).rejects.toMatchObject({ code: 'bad_request' })
})

test('row 20: with an account one comes into a public room by a link at once, and before a sealed one waits', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  const ada = await visitor(server, 'ada')
  await kitchen(olga)
  const sealed = sealedRoom()
  await olga.call('rooms.create', sealed)
  const open = await olga.call('invites.create', { for: 'account', room, uses: 2, hours: 1 })
  const closed = await olga.call('invites.create', { for: 'guest', room: sealed.id, uses: 2, hours: 1 })
  expect((await ada.call('invites.accept', { token: open.token })).room).toMatchObject({ id: room, state: 'joined' })
  expect((await ada.call('invites.accept', { token: open.token })).room).toMatchObject({ id: room, state: 'joined' })
  const waits = { id: sealed.id, state: 'invited', invitedBy: olga.user, lines: 0 }
  expect((await ada.call('invites.accept', { token: closed.token })).room).toMatchObject(waits)
  expect((await ada.call('invites.accept', { token: closed.token })).room).toMatchObject(waits)
  await expect.poll(() => listOf(ada)).toEqual(await freshListOf(ada))
  const at = { kind: 'newest' } as const
  await expect(ada.call('messages.history', { room: sealed.id, at, limit: 9 })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await olga.call('invites.list', {})).invites.map(({ usesLeft }) => usesLeft)).toEqual([1, 1])
})

test('row 20: a link lets nobody in who is banned, no guest, and nobody after its end; who was sent away may come back', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  const { id, ...rest } = sealedRoom()
  await olga.call('rooms.create', { id, ...rest })
  const { token, invite } = await olga.call('invites.create', { for: 'account', room: id, uses: 9, hours: 1 })
  const accept = (by: Person, text = token) => by.call('invites.accept', { token: text })
  const refused = (code: string) => expect.objectContaining({ code })
  const bare = await olga.call('invites.create', { for: 'account', room: null, uses: 9, hours: 1 })
  await expect(accept(ada, bare.token)).rejects.toEqual(refused('not_found'))
  await expect(accept(ada, 'x'.repeat(43))).rejects.toEqual(refused('invite_used_up'))
  await expect(accept(ada, 'x'.repeat(129))).rejects.toEqual(refused('bad_request'))
  await expect(accept(ada, '')).rejects.toEqual(refused('invite_used_up'))
  const gus = await guest(server, 'Gus', id, olga)
  await expect(accept(gus)).rejects.toEqual(refused('forbidden'))
  await accept(ada)
  const line = async () => ({ room: id, user: ada.user, line: await nextLine(olga, id) })
  await olga.call('rooms.admit', await line())
  await olga.call('rooms.kick', await line())
  expect((await accept(ada)).room.state).toBe('invited')
  await olga.call('rooms.ban', await line())
  await expect(accept(ada)).rejects.toEqual(refused('banned'))
  await olga.call('invites.revoke', { invite: invite.id })
  await expect(accept(ben)).rejects.toEqual(refused('invite_used_up'))
})
