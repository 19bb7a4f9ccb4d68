import { expect, test } from 'vitest'
import { Call, LocalMedia, SeatLock, SeatMemory } from '../calls/index.ts'
import type { Client, Ruling } from '../client.ts'
import { until } from '../readable.ts'
import { profile } from '../testing/profile.ts'
import { eventually, live, meetIn, password, Town } from '../testing/town.ts'
import { idOf } from '../testing/who.ts'

/** The call of a window that has neither microphone nor camera. */
function callOf(client: Client): { call: Call; local: LocalMedia } {
  const local = new LocalMedia(() => {
    throw new Error('There is nothing to hear.')
  })
  const kept = new Map<string, string>()
  const memory = new SeatMemory({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  })
  const sealer = (): Worker => {
    throw new Error('There is nothing to seal.')
  }
  return { call: new Call({ client, local, lock: new SeatLock(), memory, sealer }), local }
}

const runs = (client: Client, room: string) =>
  until(client.calls, (calls) => calls.some((one) => one.room === room && one.state === 'live'))

/** The id of the call that runs in a room. */
async function idIn(client: Client, room: string): Promise<string> {
  return (await runs(client, room)).find((one) => one.room === room)?.id ?? ''
}

const heardBy = (client: Client): Ruling[] => {
  const heard: Ruling[] = []
  client.onRuling((ruling) => void heard.push(ruling))
  return heard
}

test('row 77: who is muted is silent and may unmute; who is taken out is out of it, with who that was', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await meetIn(ada, ben)
  const { call, local } = callOf(ben)
  const other = callOf(await town.device('ben'))
  call.start(room, 'audio')
  await until(call.state, ({ kind }) => kind === 'alone')
  const id = await idIn(ada, room)
  await ada.call('calls.mute', { call: id, user: idOf(ben) })
  await until(local.muted, (isMuted) => isMuted)
  // A device that is not in the call keeps its microphone as it is.
  expect(other.local.muted.get()).toBe(false)
  local.setMuted(false)
  expect(call.state.get()).toMatchObject({ kind: 'alone', call: id })
  await ada.call('calls.remove', { call: id, user: idOf(ben) })
  await until(call.state, ({ kind }) => kind === 'ended')
  expect(call.state.get()).toMatchObject({ reason: 'removed', by: idOf(ada), call: id })
  expect(other.call.state.get()).toEqual({ kind: 'idle' })
  // Whoever did that is known by name, though they were never in the call.
  await until(ben.people, (people) => people.get(idOf(ada))?.name === 'ada')
})

test('rows 76 and 77: a locked call is not entered, says why, and stays locked, and its spotlight on, over a restart of the server', async () => {
  await using town = await Town.open()
  const [ada, ben, cy] = [await town.person('ada'), await town.person('ben'), await town.person('cy')]
  const room = await meetIn(ada, ben, cy)
  const inside = callOf(ben).call
  inside.start(room, 'audio')
  await until(inside.state, ({ kind }) => kind === 'alone')
  const id = await idIn(ada, room)
  await ada.call('calls.lock', { call: id, locked: true })
  await until(cy.calls, (calls) => calls.some((one) => one.isLocked === true))
  const outside = callOf(cy).call
  outside.start(room, 'audio')
  await until(outside.state, ({ kind }) => kind === 'ended')
  expect(outside.state.get()).toMatchObject({ reason: 'locked', by: null, call: null })
  expect(inside.state.get()).toMatchObject({ kind: 'alone', call: id })
  await ada.call('calls.spotlight', { call: id, user: idOf(ben) })
  await until(ben.calls, (calls) => calls.some((one) => one.spotlight === idOf(ben)))
  // A server that starts anew hears of both from whoever is in it.
  await town.stop()
  await town.begin()
  const { calls: known } = await town.device('ada')
  await until(known, (calls) => calls.some((one) => one.id === id && one.isLocked === true))
  expect(known.get().find((one) => one.id === id)?.spotlight).toBe(idOf(ben))
})

test('row 77: every window hears what a moderator does, also after the one that led has gone', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await meetIn(ada, ben)
  const { open } = profile(town)
  const [leader, follower] = [open(), open()]
  await until(follower.client.session, ({ kind }) => kind === 'signed-out')
  await leader.client.auth.signIn({ handle: 'ben', password })
  for (const { client } of [leader, follower]) await live(client)
  const heard = [heardBy(leader.client), heardBy(follower.client)]
  const { call } = await ben.call('calls.start', { room, media: 'audio' })
  const ruling = { call: call.id, by: idOf(ada) }
  const target = { call: call.id, user: idOf(ben) }
  await ada.call('calls.mute', target)
  await eventually(() => heard.every((rulings) => rulings.length === 1))
  expect(heard).toEqual([[{ kind: 'muted', ...ruling }], [{ kind: 'muted', ...ruling }]])
  await leader.leave()
  // What happens before the next leader has a connection of its own is heard by nobody here.
  const ask = async () => {
    await ada.call('calls.mute', target)
    return heard[1]?.length
  }
  await expect.poll(ask).toBeGreaterThan(1)
  await ada.call('calls.remove', target)
  await eventually(() => heard[1]?.at(-1)?.kind === 'removed')
  expect(heard[1]?.at(-1)).toEqual({ kind: 'removed', ...ruling })
  await follower.leave()
})
