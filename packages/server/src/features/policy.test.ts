import {
  type Command,
  type CommandName,
  commands,
  type InputOf,
  type OutputOf,
  type RoomKind,
  type SealedLine,
  type Who,
} from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reaches } from '../gateway/authorise.ts'
import {
  type Answer,
  codeOf,
  directWith,
  guest,
  nextLine,
  openServer,
  owner,
  type Person,
  passwordOf,
  person,
  personOf,
  sealedRoom,
  type TestServer,
} from '../testing/index.ts'
import { inputs } from '../testing/inputs.ts'

/** Who somebody is on the server, and in the room that a command speaks about. */
const everybody = {
  anonymous: { kind: null, role: null },
  stranger: { kind: 'account', role: null },
  guest: { kind: 'guest', role: null },
  'guest inside': { kind: 'guest', role: 'member' },
  'ex-member': { kind: 'account', role: null },
  banned: { kind: 'account', role: 'banned' },
  member: { kind: 'account', role: 'member' },
  moderator: { kind: 'account', role: 'moderator' },
  'room owner': { kind: 'account', role: 'owner' },
  'server owner': { kind: 'owner', role: null },
} as const
type Name = keyof typeof everybody
const names = Object.keys(everybody) as Name[]
type Verdict = 'in' | 401 | 403 | 404

/** Refused by the write itself, which does not tell a room that is not there from one without the caller. */
const checkedInWrite = ['messages.send', 'marks.set']
/** Let in by their policy, and then refused because of the kind of the room. */
const forOtherKinds: Record<RoomKind, readonly string[]> = {
  public: ['rooms.seal'],
  private: [],
  direct: ['rooms.invite'],
}

/** What somebody is in a room of a kind: there are no ranks in a direct message, and nobody is banned from one. */
function roleIn(kind: RoomKind, who: Name): (typeof everybody)[Name]['role'] {
  const { role } = everybody[who]
  if (kind !== 'direct' || role === null) return role
  return role === 'banned' ? null : 'member'
}

function roomVerdict(
  name: CommandName,
  atLeast: Extract<Who, { kind: 'room' }>['atLeast'],
  who: Name,
  kind: RoomKind,
): Verdict {
  const { kind: is } = everybody[who]
  const role = roleIn(kind, who)
  if (role !== null && role !== 'banned') return atLeast === 'reader' || reaches(role, atLeast) ? 'in' : 403
  if (checkedInWrite.includes(name)) return 403
  if (kind !== 'public' || is === 'guest' || role === 'banned') return 404
  return atLeast === 'reader' ? 'in' : 403
}

/** What a policy says about somebody: nothing but the declaration of the command goes in. */
function verdict(command: Command, who: Name, kind: RoomKind): Verdict {
  const { who: policy } = command
  const { kind: is } = everybody[who]
  if (policy.kind === 'anyone') return 'in'
  if (is === null) return 401
  if (policy.kind === 'session') return 'in'
  if (policy.kind === 'account') return is === 'guest' ? 403 : 'in'
  if (policy.kind === 'owner') return is === 'owner' ? 'in' : 403
  return roomVerdict(command.name as CommandName, policy.atLeast, who, kind)
}

let server: TestServer
const rooms: Record<RoomKind, string> = { public: 'P'.repeat(22), private: 'Q'.repeat(22), direct: '' }
const kinds = ['public', 'private', 'direct'] as const
const cast = new Map<Name, Person>()
const handles = new Map<Name, string>()
let made = 0

const serial = (): string => {
  made += 1
  return String(made).padStart(22, '0')
}
const actor = (name: Name): Person => {
  const found = cast.get(name)
  if (!found) throw new Error(`${name} is not there`)
  return found
}

async function newcomer(): Promise<Person> {
  const subjects = { handle: `u${serial().slice(-4)}u`, room: '', target: '', fresh: '' }
  return personOf(server, await server.post('accounts.register', inputs['accounts.register'](subjects)))
}

/** The line that a change of this room comes with, if there has to be one. */
async function lineOf(room: string): Promise<{ readonly line?: SealedLine }> {
  return room === rooms.private ? { line: await nextLine(actor('room owner'), room) } : {}
}

async function invite(room: string, who: Person): Promise<void> {
  await actor('room owner').call('rooms.invite', { room, user: who.user, ...(await lineOf(room)) })
}

async function bringIn(room: string, who: Person): Promise<void> {
  await invite(room, who)
  await who.call('rooms.join', { room, ...(await lineOf(room)) })
}

/** A guest of one of the rooms, by a link; into a sealed one a member has to let them. */
async function guestIn(room: string): Promise<Person> {
  const host = actor('room owner')
  const gino = await guest(server, 'Gino', room, host)
  const { line } = await lineOf(room)
  if (line) await host.call('rooms.admit', { room, user: gino.user, line })
  return gino
}

beforeAll(async () => {
  server = await openServer()
  const olga = await owner(server)
  await olga.call('server.settings', { name: 'Parley', registration: 'open' })
  cast.set('server owner', olga)
  handles.set('server owner', 'olga')
  for (const name of ['stranger', 'ex-member', 'banned', 'member', 'moderator', 'room owner'] as const) {
    const handle = `a-${name.replace(' ', '-')}`
    cast.set(name, await person(server, handle))
    handles.set(name, handle)
  }
  const host = actor('room owner')
  for (const kind of ['public', 'private'] as const) {
    const room = rooms[kind]
    await host.call('rooms.create', kind === 'public' ? { id: room, kind, name: 'N', topic: '' } : sealedRoom(room))
    for (const name of ['ex-member', 'banned', 'member', 'moderator'] as const) await bringIn(room, actor(name))
    await host.call('rooms.set-role', {
      room,
      user: actor('moderator').user,
      role: 'moderator',
      ...(await lineOf(room)),
    })
    await actor('ex-member').call('rooms.leave', { room })
    await host.call('rooms.ban', { room, user: actor('banned').user, ...(await lineOf(room)) })
  }
  const users = (['ex-member', 'member', 'moderator'] as const).map(actor)
  rooms.direct = (await host.call('rooms.direct', directWith(...users))).room.id
  await actor('ex-member').call('rooms.leave', { room: rooms.direct })
  const hall = serial()
  await host.call('rooms.create', sealedRoom(hall))
  cast.set('guest', await guest(server, 'Gus', hall, host))
})

afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

/** Somebody on whom a command can act: each call has its own, for it may remove them. */
async function target(name: CommandName, room: string, expected: Verdict): Promise<string> {
  const onMember = ['rooms.kick', 'rooms.ban', 'rooms.unban', 'rooms.set-role'].includes(name)
  const waits = name === 'rooms.admit' && room === rooms.private
  if (!(onMember || waits || name === 'rooms.invite') || expected !== 'in') return actor('member').user
  const somebody = await newcomer()
  if (waits) await invite(room, somebody)
  if (onMember) await bringIn(room, somebody)
  const ban = { room, user: somebody.user, ...(await lineOf(room)) }
  if (name === 'rooms.unban') await actor('room owner').call('rooms.ban', ban)
  return somebody.user
}

/** A device of somebody that the call may sign out. */
async function expendable(name: Name): Promise<Person> {
  const handle = handles.get(name)
  if (handle === undefined) return await guest(server, 'Gina', rooms.private, actor('room owner'))
  return personOf(server, await server.post('sessions.sign-in', { handle, password: passwordOf(handle), device: '' }))
}

const ending: readonly string[] = ['sessions.sign-out', 'sessions.revoke-others', 'accounts.change-password']

async function caller(name: CommandName, who: Name, room: string): Promise<Person | null> {
  if (who === 'anonymous') return null
  if (who === 'guest inside') return await guestIn(room)
  if (!ending.includes(name)) return actor(who)
  const device = await expendable(who)
  if (name !== 'sessions.sign-out' && handles.has(who)) cast.set(who, device)
  return device
}

/** A call in which somebody sits, if they may be in one there. */
async function ownCall(by: Person | null, room: string): Promise<string> {
  const started = by && (await server.http.post('calls.start', { room, media: 'audio' }, { access: by.access }))
  return started?.status === 200 ? (started.body as OutputOf<'calls.start'>).call.id : serial()
}

async function answerTo(command: Command, who: Name, kind: RoomKind): Promise<Answer> {
  const name = command.name as CommandName
  const room = rooms[kind]
  const by = await caller(name, who, room)
  const subjects = {
    handle: handles.get(who) ?? 'a-stranger',
    room,
    target: await target(name, room, verdict(command, who, kind)),
    fresh: name === 'calls.renew' ? await ownCall(by, room) : serial(),
    ...(await lineOf(room)),
  }
  const cookie = name === 'sessions.refresh' ? (await expendable('stranger')).cookie : undefined
  return await server.http.post(name, inputs[name](subjects), {
    ...(by ? { access: by.access } : {}),
    ...(cookie === undefined ? {} : { cookie }),
  })
}

const refusals = ['unauthenticated', 'forbidden', 'bad_request', 'rate_limited', 'internal', 'unknown_command']

/** What a policy can be seen to have done. */
function seen(command: Command, answer: Answer, kind: RoomKind): Verdict | string {
  const code = codeOf(answer)
  const roomly = command.who.kind === 'room' ? ['not_found', 'not_a_member'] : []
  if (code === 'forbidden' && forOtherKinds[kind].includes(command.name)) return 'in'
  if (code === undefined || ![...refusals, ...roomly].includes(code)) return 'in'
  return [401, 403, 404].includes(answer.status) ? (answer.status as Verdict) : code
}

/** A guest comes into a room by a link, and there are none to a direct message. */
const namesIn = (kind: RoomKind): readonly Name[] =>
  kind === 'direct' ? names.filter((name) => name !== 'guest inside') : names

describe.each(kinds)('row 19: the policy of every command, in a %s room', (kind) => {
  test.each(commands.map((command) => [command.name, command] as const))(
    '%s',
    async (_, command) => {
      const said: Partial<Record<Name, Verdict>> = {}
      const done: Partial<Record<Name, Verdict | string>> = {}
      for (const who of namesIn(kind)) {
        said[who] = verdict(command, who, kind)
        done[who] = seen(command, await answerTo(command, who, kind), kind)
      }
      expect(done).toEqual(said)
    },
    60_000,
  )
})

test('row 19: a call is no business of a third person, whatever they know of it and wherever they are members', async () => {
  const [host, member] = [await newcomer(), await newcomer()]
  const { room } = await host.call('rooms.direct', directWith(member))
  const { call } = await host.call('calls.start', { room: room.id, media: 'audio' })
  await member.call('calls.join', { call: call.id })
  const before = (await host.call('calls.join', { call: call.id })).call
  for (const who of ['stranger', 'guest', 'ex-member', 'moderator', 'server owner'] as const) {
    const eve = actor(who)
    const ask = async <N extends CommandName>(name: N, input: InputOf<N>) => {
      const answer = await server.http.post(name, input, { access: eve.access })
      expect([who, name, answer.status, codeOf(answer)]).toEqual([who, name, 404, 'not_found'])
    }
    await ask('calls.join', { call: call.id })
    await ask('calls.decline', { call: call.id, reason: 'declined' })
    await ask('calls.leave', { call: call.id })
    await ask('calls.reroute', { call: call.id })
    await ask('calls.signal', { call: call.id, device: host.device, body: 'b' })
    await ask('calls.renew', { call: call.id, room: room.id, media: 'audio' })
    await ask('calls.remove', { call: call.id, user: member.user })
    await ask('calls.lock', { call: call.id, locked: true })
    await ask('calls.spotlight', { call: call.id, user: member.user })
    await ask('calls.mute', { call: call.id, user: member.user })
  }
  const elsewhere = { call: call.id, room: rooms.direct, media: 'audio' }
  const answer = await server.http.post('calls.renew', elsewhere, { access: actor('moderator').access })
  expect(codeOf(answer)).toBe('not_found')
  expect((await host.call('calls.join', { call: call.id })).call).toEqual(before)
})

test.each(['public', 'private'] as const)('row 19: who has a say in a call in a %s room', async (kind) => {
  const room = rooms[kind]
  const somebody = await newcomer()
  await bringIn(room, somebody)
  const { call } = await actor('member').call('calls.start', { room, media: 'audio' })
  const said: Partial<Record<Name, readonly (string | undefined)[]>> = {}
  for (const who of names) {
    const by = await caller('calls.lock', who, room)
    const as = by ? { access: by.access } : {}
    const ask = async <N extends CommandName>(name: N, input: InputOf<N>) =>
      codeOf(await server.http.post(name, input, as))
    await somebody.call('calls.join', { call: call.id })
    said[who] = [
      await ask('calls.spotlight', { call: call.id, user: somebody.user }),
      await ask('calls.mute', { call: call.id, user: somebody.user }),
      await ask('calls.remove', { call: call.id, user: somebody.user }),
      await ask('calls.lock', { call: call.id, locked: true }),
      await ask('calls.lock', { call: call.id, locked: false }),
    ]
  }
  const all = (code: string | undefined) => [code, code, code, code, code]
  expect(said).toEqual({
    anonymous: all('unauthenticated'),
    stranger: all('not_found'),
    guest: all('not_found'),
    'guest inside': all('forbidden'),
    'ex-member': all('not_found'),
    banned: all('not_found'),
    member: all('forbidden'),
    moderator: all(undefined),
    'room owner': all(undefined),
    'server owner': all('not_found'),
  })
})
