import { type CommandName, type Event, type InputOf, makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  codeOf,
  directWith,
  goLive,
  openServer,
  type Person,
  secondDevice,
  type TestServer,
  visitor,
} from '../../testing/index.ts'

type CallEvent = Extract<Event, { type: 'call' }>

const refused = (code: string) => expect.objectContaining({ code })

/** A public room of Olive with a moderator and two members, and a call in it that Ben has begun. */
async function house(server: TestServer) {
  const [olive, mona] = [await visitor(server, 'olive'), await visitor(server, 'mona')]
  const [ben, cy] = [await visitor(server, 'ben'), await visitor(server, 'cy')]
  const room = makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  await olive.live.do('rooms.create', { id: room, kind: 'public', name: 'hall', topic: '' })
  for (const one of [mona, ben, cy]) await one.live.do('rooms.join', { room })
  await olive.live.do('rooms.set-role', { room, user: mona.user, role: 'moderator' })
  const { call } = await ben.live.do('calls.start', { room, media: 'audio' })
  return { olive, mona, ben, cy, room, call: call.id }
}

/** What somebody's device would see of a call if it connected now. */
const seenBy = async (who: Person, call: string) => (await goLive(who)).snapshot.calls.find(({ id }) => id === call)

test('row 77: whom a moderator takes out of a call is out at once, hears by whom on each device, and may come again', async () => {
  await using server = await openServer()
  const { olive, mona, ben, room, call } = await house(server)
  const phone = await goLive(await secondDevice(server, 'ben'))
  await olive.live.do('calls.join', { call })
  await mona.live.do('calls.remove', { call, user: ben.user })
  for (const { live } of [ben, phone]) {
    expect(await live.next('call_removed')).toEqual({ type: 'call_removed', call, by: mona.user })
  }
  const isOut = (event: CallEvent) => event.call.participants.every(({ user }) => user === olive.user)
  const left = await olive.live.next('call', isOut)
  expect(left.call).toMatchObject({ state: 'live', participants: [{ user: olive.user }] })
  expect(left.call.away).toBeUndefined()
  // A device that goes on all the same is told again, on whichever connection it has.
  const renewal = { call, room, media: 'audio' } as const
  await expect(ben.call('calls.renew', renewal)).rejects.toEqual(refused('not_found'))
  expect(await ben.live.next('call_removed')).toMatchObject({ by: mona.user })
  await expect(ben.live.do('calls.signal', { call, device: olive.device, body: 'still here' })).rejects.toEqual(
    refused('not_found'),
  )
  expect(await ben.live.next('call_removed')).toMatchObject({ by: mona.user })
  // Nobody else was told.
  for (const { live } of [olive, mona]) expect(live.unread('call_removed')).toEqual([])
  const back = await ben.live.do('calls.join', { call })
  expect(back.call.participants.map(({ device }) => device)).toEqual([olive.device, ben.device])
  await ben.live.do('calls.renew', renewal)
  expect(ben.live.unread('call_removed')).toEqual([])
})

test('row 77: a call that its last person was taken out of is over, and they know why', async () => {
  await using server = await openServer()
  const { mona, ben, call } = await house(server)
  await mona.live.do('calls.remove', { call, user: ben.user })
  const isEnd = (frame: (typeof ben.live.frames)[number]) => frame.type === 'call' && frame.call.state === 'ended'
  await ben.live.next('call', isEnd)
  const at = (fits: (frame: (typeof ben.live.frames)[number]) => boolean) => ben.live.frames.findIndex(fits)
  expect(at(({ type }) => type === 'call_removed')).toBeGreaterThan(-1)
  expect(at(({ type }) => type === 'call_removed')).toBeLessThan(at(isEnd))
  await expect(mona.live.do('calls.remove', { call, user: ben.user })).rejects.toEqual(refused('call_ended'))
})

test('row 77: into a call that is locked comes nobody new but a moderator; who is in it stays, and reloads', async () => {
  await using server = await openServer()
  const { olive, mona, ben, cy, room, call } = await house(server)
  // A moderator need not be in it.
  await mona.live.do('calls.lock', { call, locked: true })
  expect((await cy.live.next('call', (event) => event.call.isLocked === true)).call.id).toBe(call)
  expect(await seenBy(cy, call)).toMatchObject({ isLocked: true })
  await expect(cy.live.do('calls.join', { call })).rejects.toEqual(refused('call_locked'))
  await expect(cy.live.do('calls.start', { room, media: 'video' })).rejects.toEqual(refused('call_locked'))
  const answer = await server.http.post('calls.join', { call }, { access: cy.access })
  expect([answer.status, codeOf(answer)]).toEqual([403, 'call_locked'])
  expect((await olive.live.do('calls.start', { room, media: 'audio' })).call.participants).toHaveLength(2)
  await ben.live.do('calls.renew', { call, room, media: 'audio' })
  await ben.live.do('calls.join', { call })
  const phone = await secondDevice(server, 'ben')
  const moved = await phone.call('calls.join', { call })
  expect(moved.call.participants.map(({ device }) => device)).toEqual([olive.device, phone.device])
  // Whoever leaves is new again.
  await phone.call('calls.leave', { call })
  await expect(ben.live.do('calls.join', { call })).rejects.toEqual(refused('call_locked'))
  await mona.live.do('calls.lock', { call, locked: false })
  expect((await cy.live.do('calls.join', { call })).call.isLocked).toBeUndefined()
  // It goes with the call: the next one is open.
  await mona.live.do('calls.lock', { call, locked: true })
  for (const who of [olive, cy]) await who.live.do('calls.leave', { call })
  const next = await ben.live.do('calls.start', { room, media: 'audio' })
  expect([next.call.id === call, next.call.isLocked]).toEqual([false, undefined])
})

test('row 77: who is muted is asked on each device, nothing else changes, and nobody can be unmuted', async () => {
  await using server = await openServer()
  const { mona, ben, cy, call } = await house(server)
  const phone = await goLive(await secondDevice(server, 'ben'))
  const before = await seenBy(ben, call)
  await mona.live.do('calls.mute', { call, user: ben.user })
  for (const { live } of [ben, phone]) {
    expect(await live.next('call_muted')).toEqual({ type: 'call_muted', call, by: mona.user })
  }
  expect(await seenBy(ben, call)).toEqual(before)
  // Who is not in it has no microphone there.
  await expect(mona.live.do('calls.mute', { call, user: cy.user })).rejects.toEqual(refused('not_found'))
  const unmute = { call, user: ben.user, muted: false } as unknown as InputOf<'calls.mute'>
  await expect(mona.live.do('calls.mute', unmute)).rejects.toEqual(refused('bad_request'))
  expect([...cy.live.unread('call_muted'), ...ben.live.unread('call_muted')]).toEqual([])
})

test('row 76: whom a moderator puts in the spotlight is so for everybody, also for who comes later, until they go', async () => {
  await using server = await openServer()
  const { olive, mona, ben, cy, call } = await house(server)
  const spotlight = async (who: Person, user: string | null) =>
    codeOf(await server.http.post('calls.spotlight', { call, user }, { access: who.access }))
  expect(await spotlight(mona, cy.user)).toBe('not_found')
  // Whoever rules a room may be shown to all like anybody else.
  await olive.live.do('calls.join', { call })
  expect(await spotlight(mona, olive.user)).toBeUndefined()
  expect(await spotlight(ben, ben.user)).toBe('forbidden')
  expect(await spotlight(ben, null)).toBe('forbidden')
  const isOf = (user?: string) => (event: CallEvent) => event.call.spotlight === user
  await ben.live.next('call', isOf(olive.user))
  expect((await cy.live.do('calls.join', { call })).call.spotlight).toBe(olive.user)
  await olive.live.do('calls.leave', { call })
  await cy.live.next('call', (event) => event.call.participants.length === 2 && event.call.spotlight === undefined)
  await mona.live.do('calls.spotlight', { call, user: ben.user })
  await cy.live.next('call', isOf(ben.user))
  await mona.live.do('calls.spotlight', { call, user: null })
  expect(await seenBy(cy, call)).not.toHaveProperty('spotlight')
})

test('row 77: nobody but a moderator has a say in a call, over nobody of their own rank, and in no direct message', async () => {
  await using server = await openServer()
  const { olive, mona, ben, cy, room, call } = await house(server)
  const eve = await visitor(server, 'eve')
  for (const who of [olive, mona, cy]) await who.live.do('calls.join', { call })
  const before = await seenBy(ben, call)
  const codes = async (who: Person, user: string, of = call) => {
    const ask = async <N extends CommandName>(name: N, input: InputOf<N>) =>
      codeOf(await server.http.post(name, input, { access: who.access }))
    return [
      await ask('calls.remove', { call: of, user }),
      await ask('calls.mute', { call: of, user }),
      await ask('calls.lock', { call: of, locked: true }),
    ]
  }
  expect(await codes(ben, cy.user)).toEqual(['forbidden', 'forbidden', 'forbidden'])
  expect(await codes(ben, ben.user)).toEqual(['forbidden', 'forbidden', 'forbidden'])
  for (const user of [olive.user, mona.user]) {
    expect((await codes(mona, user)).slice(0, 2)).toEqual(['forbidden', 'forbidden'])
  }
  expect(await codes(eve, ben.user)).toEqual(['not_found', 'not_found', 'not_found'])
  expect((await codes(mona, eve.user)).slice(0, 2)).toEqual(['not_found', 'not_found'])
  expect(await codes(mona, ben.user, 'A'.repeat(22))).toEqual(['not_found', 'not_found', 'not_found'])
  await mona.live.do('calls.lock', { call, locked: false })
  expect(await seenBy(ben, call)).toEqual(before)
  // Whose role is taken away has no say from then on.
  await olive.live.do('rooms.set-role', { room, user: mona.user, role: 'member' })
  expect(await codes(mona, ben.user)).toEqual(['forbidden', 'forbidden', 'forbidden'])
  await ben.live.do('calls.leave', { call })
  const direct = (await olive.live.do('rooms.direct', directWith(ben))).room.id
  const pair = (await olive.live.do('calls.start', { room: direct, media: 'audio' })).call.id
  await ben.live.do('calls.join', { call: pair })
  expect(await codes(olive, ben.user, pair)).toEqual(['forbidden', 'forbidden', 'forbidden'])
  expect(await codes(cy, ben.user, pair)).toEqual(['not_found', 'not_found', 'not_found'])
})

test('row 77: what does not fit is refused, and the call goes on', async () => {
  await using server = await openServer()
  const { mona, ben, call } = await house(server)
  const [user, before] = [ben.user, await seenBy(ben, call)]
  const hostile: readonly [CommandName, unknown][] = [
    ['calls.remove', { call }],
    ['calls.remove', { call, user: [user] }],
    ['calls.remove', { call, user, by: 'somebody else' }],
    ['calls.remove', { call, user: 'x'.repeat(1000) }],
    ['calls.lock', { call }],
    ['calls.lock', { call, locked: 'true' }],
    ['calls.lock', { call, locked: 1 }],
    ['calls.lock', JSON.parse(`{"call":"${call}","locked":true,"__proto__":{"locked":false}}`)],
    ['calls.spotlight', { call }],
    ['calls.spotlight', { call, user: '' }],
    ['calls.spotlight', { call, user: [user] }],
    ['calls.spotlight', { call, user, device: user }],
    ['calls.mute', { call: null, user }],
    ['calls.mute', { call: { id: call }, user }],
    ['calls.mute', [call, user]],
  ]
  for (const [name, input] of hostile) {
    const answer = await server.http.post(name, input, { access: mona.access })
    expect([name, input, codeOf(answer)]).toEqual([name, input, 'bad_request'])
  }
  expect(await seenBy(ben, call)).toEqual(before)
  expect([...ben.live.unread('call_removed'), ...ben.live.unread('call_muted')]).toEqual([])
})

test('row 77: a restart of the server does not open a call that was locked', async () => {
  const first = await openServer()
  const { mona, ben, room, call } = await house(first)
  await mona.live.do('calls.lock', { call, locked: true })
  await first.stop()
  await using server = await openServer({}, first.folder)
  const renewal = { call, room, media: 'audio', isLocked: true } as const
  const back = await server.http.call('calls.renew', renewal, { access: ben.access })
  expect(back.call).toMatchObject({ id: call, isLocked: true, isHealing: true })
  await first[Symbol.asyncDispose]()
})
