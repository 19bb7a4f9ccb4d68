import type { HistoryRule, SealedLine } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  directWith,
  goLive,
  guest,
  openServer,
  sealedRoom,
  type TestServer,
  type Visitor,
  visitor,
} from '../../testing/index.ts'

const refused = (code: string) => expect.objectContaining({ code })
const line = (index: number): SealedLine => ({ index, body: `line ${index}` })

/** Each line follows the one before it. */
async function household(server: TestServer, history?: HistoryRule) {
  const [ada, ben, eve] = [await visitor(server, 'ada'), await visitor(server, 'ben'), await visitor(server, 'eve')]
  const { room } = await ada.live.do('rooms.create', { ...sealedRoom(), ...(history ? { history } : {}) })
  let index = 0
  const next = (): SealedLine => {
    index += 1
    return line(index)
  }
  return { ada, ben, eve, room: room.id, next }
}
type Household = Awaited<ReturnType<typeof household>>

let said = 0
async function say(who: Visitor, room: string): Promise<number> {
  said += 1
  const id = String(said).padStart(22, '0')
  return (await who.live.do('messages.send', { room, id, kind: 'message', body: `says ${said}` })).seq
}

/** Brings somebody in; answers where they begin to read. */
async function bringIn({ ada, room, next }: Household, who: Visitor): Promise<number> {
  await ada.live.do('rooms.invite', { room, user: who.user, line: next() })
  return (await who.live.do('rooms.join', { room, line: next() })).room.since
}

async function firstIn(who: Visitor, room: string): Promise<number | undefined> {
  const { entries } = await who.live.do('messages.history', { room, at: { kind: 'after', seq: 0 }, limit: 100 })
  return entries[0]?.seq
}

test('in a room with visible history whoever comes reads from its beginning, invited or by a link, and who comes back', async () => {
  await using server = await openServer()
  const home = await household(server, 'shared')
  const { ada, ben, room, next } = home
  await say(ada, room)
  expect(await bringIn(home, ben)).toBe(1)
  expect(await firstIn(ben, room)).toBe(1)
  const kim = await goLive(await guest(server, 'Kim', room, ada))
  await ada.live.do('rooms.admit', { room, user: kim.user, line: next() })
  expect(await firstIn(kim, room)).toBe(1)
  await ada.live.do('rooms.kick', { room, user: ben.user, line: next() })
  await say(ada, room)
  expect(await bringIn(home, ben)).toBe(1)
})

test('in other rooms they read from their coming on', async () => {
  await using server = await openServer()
  const home = await household(server)
  const { ada, ben, eve, room } = home
  const before = await say(ada, room)
  const since = await bringIn(home, ben)
  expect(since).toBeGreaterThan(before)
  expect(await firstIn(ben, room)).toBe(since)
  expect(await bringIn(home, eve)).toBeGreaterThan(since)
})

test('the rule changes for those who come afterwards, and only for what is written since', async () => {
  await using server = await openServer()
  const home = await household(server)
  const { ada, ben, eve, room, next } = home
  await say(ada, room)
  const benSince = await bringIn(home, ben)
  await ada.live.do('rooms.set-history', { room, history: 'shared', line: next() })
  const { entry } = await ben.live.next('entry', ({ entry }) => entry.body.includes('"history"'))
  expect(JSON.parse(entry.body)).toEqual({ v: 1, kind: 'history', history: 'shared', line: line(3) })
  // It is so already: nothing is stored, and the line is free.
  await ada.live.do('rooms.set-history', { room, history: 'shared', line: line(4) })
  await say(ada, room)
  expect(await bringIn(home, eve)).toBe(entry.seq)
  expect(await firstIn(ben, room)).toBe(benSince)
  await ada.live.do('rooms.kick', { room, user: eve.user, line: next() })
  await ada.live.do('rooms.set-history', { room, history: 'joined', line: next() })
  await say(ada, room)
  expect(await bringIn(home, eve)).toBeGreaterThan(entry.seq + 4)
})

test('only owners change it, in sealed rooms, with the next line; anything else is refused and changes nothing', async () => {
  await using server = await openServer()
  const home = await household(server)
  const { ada, ben, eve, room, next } = home
  await bringIn(home, ben)
  await ada.live.do('rooms.set-role', { room, user: ben.user, role: 'moderator', line: next() })
  const ask = { room, history: 'shared', line: line(4) } as const
  await expect(ben.live.do('rooms.set-history', ask)).rejects.toEqual(refused('forbidden'))
  await expect(eve.live.do('rooms.set-history', ask)).rejects.toEqual(refused('not_found'))
  await expect(ada.live.do('rooms.set-history', { ...ask, line: line(9) })).rejects.toEqual(refused('stale'))
  const open = await ada.live.do('rooms.create', { id: 'P'.repeat(22), kind: 'public', name: 'N', topic: '' })
  await expect(ada.live.do('rooms.set-history', { ...ask, room: open.room.id, line: line(1) })).rejects.toEqual(
    refused('wrong_line'),
  )
  const direct = await ada.live.do('rooms.direct', directWith(ben))
  await expect(ada.live.do('rooms.set-history', { ...ask, room: direct.room.id, line: line(1) })).rejects.toEqual(
    refused('forbidden'),
  )
  const hostile = [
    { ...ask, history: 'everything' },
    { ...ask, history: null },
    { ...ask, since: 1 },
    { room, history: 'shared' },
    { ...ask, line: { index: 0, body: 'l' } },
    { ...ask, line: { index: 4, body: 'x'.repeat(50_000) } },
  ]
  for (const input of hostile)
    await expect(ada.call('rooms.set-history', input as never)).rejects.toEqual(refused('bad_request'))
  const wrong = { ...sealedRoom(), history: 'world' } as never
  await expect(ada.call('rooms.create', wrong)).rejects.toEqual(refused('bad_request'))
  await say(ada, room)
  expect(await bringIn(home, eve)).toBeGreaterThan(5)
})
