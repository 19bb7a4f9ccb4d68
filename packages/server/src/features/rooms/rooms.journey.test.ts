import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  directWith,
  freshListOf,
  goLive,
  guest,
  listOf,
  nextLine,
  openServer,
  owner,
  person,
  sealedRoom,
  type Visitor,
  visitor,
} from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
/** Reads as sealed, which a sealed room wants; others take any body. */
const text = (line: string) => JSON.stringify({ algorithm: 'a', ciphertext: line })
const say = (who: Visitor, room: string, line: string) =>
  who.live.do('messages.send', { room, id: newId(), kind: 'message', body: text(line) })
const refused = (code: string) => expect.objectContaining({ code })

async function publicRoom(by: Visitor, name: string) {
  const { room } = await by.live.do('rooms.create', { id: newId(), kind: 'public', name, topic: '' })
  return room.id
}
const privateRoom = async (by: Visitor) => (await by.live.do('rooms.create', sealedRoom())).room.id

test('row 19: a direct message does not show for a third user, whatever they ask', async () => {
  await using server = await openServer()
  const ada = await visitor(server, 'ada', 'Ada')
  const ben = await visitor(server, 'ben', 'Ben')
  const eve = await visitor(server, 'eve', 'עדה')
  const { room } = await ada.live.do('rooms.direct', directWith(ben))
  expect(room).toMatchObject({ kind: 'direct', name: '', people: [{ name: 'Ben' }], members: 2, since: 1 })
  await say(ada, room.id, 'only for you')
  await ben.live.next('entry', ({ entry }) => entry.kind === 'message')
  const { id } = room
  const at = { kind: 'newest' } as const
  const nothing = refused('not_found')
  await expect(eve.live.do('messages.history', { room: id, at, limit: 10 })).rejects.toEqual(nothing)
  await expect(eve.live.do('rooms.get', { room: id })).rejects.toEqual(nothing)
  await expect(eve.live.do('rooms.members', { room: id, after: null })).rejects.toEqual(nothing)
  await expect(eve.live.do('rooms.join', { room: id })).rejects.toEqual(nothing)
  await expect(eve.live.do('marks.list', { room: id })).rejects.toEqual(nothing)
  await expect(eve.live.do('presence.room', { room: id })).rejects.toEqual(nothing)
  await expect(eve.live.do('calls.start', { room: id, media: 'audio' })).rejects.toEqual(nothing)
  await expect(say(eve, id, 'hello')).rejects.toEqual(refused('not_a_member'))
  await expect(ada.live.do('rooms.invite', { room: id, user: eve.user })).rejects.toEqual(refused('forbidden'))
  expect((await eve.live.do('rooms.directory', { text: '' })).rooms).toEqual([])
  expect(await freshListOf(eve)).toEqual([])
  expect(eve.live.frames.filter((frame) => JSON.stringify(frame).includes(id))).toEqual([])
})

test('row 20: somebody new joins a public room, sees its last 100 messages and writes, while all others are away', async () => {
  await using server = await openServer()
  const ada = await visitor(server, 'ada')
  const room = await publicRoom(ada, 'Allgemein 🦊')
  await Promise.all(
    Array.from({ length: 130 }, (_, n) =>
      ada.call('messages.send', { room, id: newId(), kind: 'message', body: text(`${n}`) }),
    ),
  )
  await ada.live.close()
  const ben = await visitor(server, 'ben')
  const begun = performance.now()
  const { rooms } = await ben.live.do('rooms.directory', { text: 'aLLgemein' })
  expect(rooms).toEqual([{ id: room, name: 'Allgemein 🦊', topic: '', members: 1, joined: false }])
  const joined = await ben.live.do('rooms.join', { room })
  expect(joined.room).toMatchObject({ since: 1, head: 133, messages: 130, read: { seq: 133, messages: 130 } })
  const { entries, since } = await ben.live.do('messages.history', { room, at: { kind: 'newest' }, limit: 100 })
  expect([entries.length, entries.at(-1)?.seq, since]).toEqual([100, 133, 1])
  const { seq } = await say(ben, room, 'here I am')
  expect(performance.now() - begun).toBeLessThan(1000)
  await ben.live.next('entry', ({ entry }) => entry.seq === seq)
})

test('C16: who is removed gets their removal and nothing after it; who comes to a private room nothing from before', async () => {
  await using server = await openServer({ PARLEY_UNACKED_SENDS: '200' })
  const ada = await visitor(server, 'ada')
  const ben = await visitor(server, 'ben')
  const room = await privateRoom(ada)
  await say(ada, room, 'before')
  await expect(ben.live.do('rooms.join', { room })).rejects.toEqual(refused('not_found'))
  await ada.live.do('rooms.invite', { room, user: ben.user, line: await nextLine(ada, room) })
  expect((await ben.live.next('room')).room).toMatchObject({ state: 'invited', invitedBy: ada.user, head: 0 })
  await expect(ben.live.do('messages.history', { room, at: { kind: 'newest' }, limit: 9 })).rejects.toEqual(
    refused('not_found'),
  )
  const { room: mine } = await ben.live.do('rooms.join', { room, line: await nextLine(ben, room) })
  const log = await ben.live.do('messages.history', { room, at: { kind: 'newest' }, limit: 9 })
  expect(log.entries.map(({ seq }) => seq)).toEqual([mine.since])

  const line = await nextLine(ada, room)
  // Everything at once, so that the removal stands in the middle of what is being said.
  const sends = Array.from({ length: 40 }, (_, n) => say(ada, room, `${n}`))
  const kicked = ada.live.do('rooms.kick', { room, user: ben.user, line })
  const more = Array.from({ length: 40 }, (_, n) => say(ada, room, `${n + 40}`))
  await Promise.all([...sends, kicked, ...more])
  const gone = await ben.live.next('room_gone')
  expect(gone).toMatchObject({ room, reason: 'kicked' })
  const after = await ben.live.do('users.me', {})
  expect(after.profile.handle).toBe('ben')
  const seen = ben.live.frames.flatMap((frame) => (frame.type === 'entry' && frame.room === room ? [frame.entry] : []))
  expect(seen.at(-1)?.body).toBe(JSON.stringify({ v: 1, kind: 'kicked', user: ben.user, line }))
  expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, n) => mine.since + n))
  await expect(say(ben, room, 'still here?')).rejects.toEqual(refused('not_a_member'))
  await expect(ben.live.do('messages.history', { room, at: { kind: 'newest' }, limit: 9 })).rejects.toEqual(
    refused('not_found'),
  )
})

test('bans hold until they are lifted; roles decide who may', async () => {
  await using server = await openServer()
  const ada = await visitor(server, 'ada')
  const ben = await visitor(server, 'ben')
  const mod = await visitor(server, 'mod')
  const room = await publicRoom(ada, 'Garden')
  for (const who of [ben, mod]) await who.live.do('rooms.join', { room })
  await expect(mod.live.do('rooms.ban', { room, user: ben.user })).rejects.toEqual(refused('forbidden'))
  await ada.live.do('rooms.set-role', { room, user: mod.user, role: 'moderator' })
  expect((await mod.live.next('room', ({ room: one }) => one.role === 'moderator')).room.id).toBe(room)
  await mod.live.do('rooms.ban', { room, user: ben.user })
  expect((await ben.live.next('room_gone')).reason).toBe('banned')
  await expect(ben.live.do('rooms.join', { room })).rejects.toEqual(refused('banned'))
  await expect(ada.live.do('rooms.invite', { room, user: ben.user })).rejects.toEqual(refused('banned'))
  await expect(mod.live.do('rooms.kick', { room, user: ada.user })).rejects.toEqual(refused('forbidden'))
  await mod.live.do('rooms.unban', { room, user: ben.user })
  await ben.live.do('rooms.join', { room })
  await expect(ada.live.do('rooms.leave', { room })).rejects.toEqual(refused('last_owner'))
  await ada.live.do('rooms.set-role', { room, user: ben.user, role: 'owner' })
  await ada.live.do('rooms.leave', { room })
  const { members, more } = await ben.live.do('rooms.members', { room, after: null })
  expect([members.map(({ profile, role }) => `${profile.name} ${role}`), more]).toEqual([
    ['ben owner', 'mod moderator'],
    false,
  ])
})

test('a direct message of two that was closed comes back with the next message; a larger one is left for good', async () => {
  await using server = await openServer()
  const ada = await visitor(server, 'ada')
  const ben = await visitor(server, 'ben')
  const chloé = await visitor(server, 'chloe', 'Chloé')
  const two = (await ada.live.do('rooms.direct', directWith(ben))).room.id
  await say(ada, two, 'one')
  await ben.live.do('rooms.leave', { room: two })
  expect(await freshListOf(ben)).toEqual([])
  await say(ada, two, 'two')
  const back = await ben.live.next('room', ({ room }) => room.id === two && room.messages === 2)
  expect(back.room).toMatchObject({ since: 1, messages: 2, read: { messages: 0 }, people: [{ id: ada.user }] })
  await ben.live.do('rooms.leave', { room: two })
  expect((await ben.live.do('rooms.direct', directWith(ada))).room.id).toBe(two)

  const three = (await ada.live.do('rooms.direct', directWith(ben, chloé, ada))).room.id
  await chloé.live.do('rooms.leave', { room: three })
  await say(ada, three, 'without Chloé')
  expect(await freshListOf(chloé)).toEqual([])
  expect((await ben.live.next('room', ({ room }) => room.id === three && room.people.length === 1)).room.members).toBe(
    2,
  )
  expect((await ada.live.do('rooms.direct', directWith(ben, chloé))).room.id).not.toBe(three)
  await expect(ada.live.do('rooms.direct', directWith(ada))).rejects.toEqual(refused('not_found'))
  await expect(ada.live.do('rooms.direct', directWith({ user: newId() }))).rejects.toEqual(refused('not_found'))
})

test('making a room again finds it; twenty join it at once, each of them twice', async () => {
  await using server = await openServer()
  const ada = await visitor(server, 'ada')
  const ben = await visitor(server, 'ben')
  const input = { id: newId(), kind: 'public' as const, name: 'Hall', topic: '' }
  const [one, other] = await Promise.all([ada.live.do('rooms.create', input), ada.call('rooms.create', input)])
  expect(other.room).toEqual(one.room)
  await expect(ben.live.do('rooms.create', input)).rejects.toEqual(refused('conflict'))
  await expect(ben.live.do('rooms.create', { ...input, id: newId(), name: 'n'.repeat(81) })).rejects.toEqual(
    refused('too_large'),
  )
  const guests = await Promise.all(Array.from({ length: 20 }, (_, n) => person(server, `guest${n}`)))
  await Promise.all([...guests, ...guests].map((who) => who.call('rooms.join', { room: input.id })))
  expect((await ada.call('rooms.get', { room: input.id })).members).toBe(21)
  await expect.poll(() => listOf(ada)).toEqual(await freshListOf(ada))
})

test('a guest sees the room of their link and no other', async () => {
  await using server = await openServer()
  const ada = await visitor(server, 'ada')
  const room = await publicRoom(ada, 'Lobby')
  const other = await publicRoom(ada, 'Office')
  const kim = await goLive(await guest(server, 'Kim', room, ada))
  expect(kim.snapshot.rooms.map(({ id }) => id)).toEqual([room])
  await expect(kim.call('rooms.join', { room: other })).rejects.toEqual(refused('not_found'))
  await expect(kim.call('rooms.create', { id: newId(), kind: 'public', name: 'x', topic: '' })).rejects.toEqual(
    refused('forbidden'),
  )
  await ada.live.do('rooms.invite', { room: other, user: kim.user })
  await kim.live.do('rooms.join', { room: other })
  await expect.poll(() => listOf(kim)).toEqual(await freshListOf(kim))
})

test('a snapshot and the events since are what a fresh snapshot shows, after every room command', async () => {
  await using server = await openServer()
  const olga = await goLive(await owner(server))
  const people = [
    olga,
    await visitor(server, 'ada'),
    await visitor(server, 'ben'),
    await visitor(server, 'fox', '🦊'),
  ] as const
  const [, ada, ben, fox] = people
  const room = await publicRoom(olga, 'Public')
  const secret = await privateRoom(ada)
  const onSecret = async (who: Visitor) => ({ room: secret, line: await nextLine(who, secret) })
  const steps: (() => Promise<unknown>)[] = [
    () => ada.live.do('rooms.join', { room }),
    () => say(ada, room, 'hello'),
    () => ben.live.do('rooms.join', { room }),
    () => olga.live.do('marks.set', { room, delivered: 4, read: 4 }),
    () => olga.live.do('rooms.set-role', { room, user: ada.user, role: 'moderator' }),
    () => ada.live.do('rooms.update', { room, name: 'Renamed', topic: 'ת' }),
    () => ada.live.do('rooms.kick', { room, user: ben.user }),
    () => ada.live.do('rooms.ban', { room, user: fox.user }),
    async () => ada.live.do('rooms.invite', { user: ben.user, ...(await onSecret(ada)) }),
    async () => ada.live.do('rooms.invite', { user: fox.user, ...(await onSecret(ada)) }),
    async () => ada.live.do('rooms.write-line', await onSecret(ada)),
    async () => ben.live.do('rooms.join', await onSecret(ben)),
    async () => ben.live.do('rooms.write-line', await onSecret(ben)),
    async () => ada.live.do('rooms.invite', { user: olga.user, ...(await onSecret(ada)) }),
    async () => ada.live.do('rooms.admit', { user: olga.user, ...(await onSecret(ada)) }),
    async () => ada.live.do('rooms.set-role', { user: ben.user, role: 'moderator', ...(await onSecret(ada)) }),
    () => fox.live.do('rooms.leave', { room: secret }),
    () => say(ben, secret, 'shh'),
    () => ada.live.do('rooms.unban', { room, user: fox.user }),
    () => fox.live.do('rooms.join', { room }),
    () => ada.live.do('rooms.direct', directWith(ben, fox)),
    () => ada.live.do('rooms.direct', directWith(olga)),
    async () => ben.live.do('rooms.leave', await onSecret(ben)),
    async () => ada.live.do('rooms.kick', { user: olga.user, ...(await onSecret(ada)) }),
  ]
  for (const take of steps) {
    await take()
    for (const one of people) {
      const fresh = await freshListOf(one)
      await expect.poll(() => listOf(one)).toEqual(fresh)
    }
  }
})
