import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { profile } from '../testing/profile.ts'
import { TownProxy } from '../testing/proxy.ts'
import { eventually, meetIn, shows, Town } from '../testing/town.ts'
import type { Timeline, TimelineItem } from '../timeline/timeline.ts'

const isText = (item: TimelineItem | undefined, text: string): boolean =>
  item?.content.kind === 'text' && item.content.text === text

/** Every value of a timeline as a screen sees it: first watched, then opened, as children are drawn before parents. */
function visit(client: Client, room: string): { seen: Timeline[]; leave: () => void } {
  const handle = client.room(room)
  const seen = [handle.timeline.get()]
  const stop = handle.timeline.subscribe(() => seen.push(handle.timeline.get()))
  handle.open()
  return {
    seen,
    leave() {
      stop()
      handle.close()
    },
  }
}

test('row 48: a window that opens a room first sees where the news begin, at each visit', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  await town.person('ben')
  const { open } = profile(town)
  const { client: ben, leave } = open()
  await until(ben.session, ({ kind }) => kind === 'signed-out')
  await ben.auth.signIn({ handle: 'ben', password: 'a whole sentence as password' })
  const room = await meetIn(ada, ben)
  for (const written of [3, 7]) {
    for (let n = 0; n < written; n += 1) await ada.room(room).send(`message ${n}`)
    const rooms = await until(ben.rooms, ([item]) => item?.unread === written)
    const { head, read } = rooms.find(({ id }) => id === room) ?? { head: 0, read: { seq: -1 } }
    const { seen, leave: leaveRoom } = visit(ben, room)
    const { timeline } = ben.room(room)
    await until(timeline, ({ loading, items }) => loading === null && items.at(-1)?.seq === head)
    const first = seen.find(({ loading }) => loading !== 'opening')
    expect(first).toMatchObject({ openedAt: read.seq, head })
    expect(head - read.seq).toBeGreaterThanOrEqual(written)
    ben.room(room).markRead(head)
    await until(ben.rooms, ([item]) => item?.unread === 0)
    leaveRoom()
    expect(timeline.get()).toMatchObject({ loading: 'opening', items: [] })
  }
  await leave()
})

test('row 48: a window on what was kept knows where the news begin as soon as it is live', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  await town.person('ben')
  const { open } = profile(town)
  const before = open()
  await until(before.client.session, ({ kind }) => kind === 'signed-out')
  await before.client.auth.signIn({ handle: 'ben', password: 'a whole sentence as password' })
  const room = await meetIn(ada, before.client)
  await ada.room(room).send('while here')
  const [known] = await until(before.client.rooms, ([item]) => item?.unread === 1)
  before.client.room(room).markRead(known?.head ?? 0)
  await until(before.client.rooms, ([item]) => item?.unread === 0)
  await until(ada.rooms, ([item]) => item?.messages === 1)
  await before.leave()
  for (let n = 0; n < 20; n += 1) await ada.room(room).send(`while away ${n}`)
  const [sent] = await until(ada.rooms, ([item]) => item?.messages === 21)
  const { client: ben, leave } = open()
  const { seen } = visit(ben, room)
  const { timeline } = ben.room(room)
  await until(ben.connection, ({ kind }) => kind === 'live')
  expect(timeline.get()).toMatchObject({ head: sent?.head, openedAt: known?.head })
  await until(timeline, ({ items, loading }) => loading === null && items.at(-1)?.seq === sent?.head)
  expect(seen.at(-1)).toMatchObject({ head: sent?.head, openedAt: known?.head })
  await leave()
})

test('row 28: a window whose leader closes never looks as if nobody were signed in, or had no rooms', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  await town.person('ben')
  const { open, led } = profile(town)
  const [leader, follower] = [open(), open()]
  const sessions = (client: Client): string[] => {
    const kinds: string[] = []
    client.session.subscribe(() => kinds.push(client.session.get().kind))
    return kinds
  }
  await until(follower.client.session, ({ kind }) => kind === 'signed-out')
  await leader.client.auth.signIn({ handle: 'ben', password: 'a whole sentence as password' })
  await meetIn(ada, follower.client)
  await until(follower.client.connection, ({ kind }) => kind === 'live')
  const kinds = sessions(follower.client)
  const counts: number[] = []
  follower.client.rooms.subscribe(() => counts.push(follower.client.rooms.get().length))
  await leader.leave()
  await eventually(() => led() === 2)
  await until(follower.client.connection, ({ kind }) => kind !== 'live')
  await until(follower.client.connection, ({ kind }) => kind === 'live')
  expect(kinds).toEqual([])
  expect(counts.filter((count) => count === 0)).toEqual([])
  await follower.leave()
})

test('row 28: three windows share one connection, and each has its own place', async () => {
  await using town = await Town.open()
  await using proxy = await TownProxy.open(town.port)
  const ada = await town.person('ada')
  await town.person('ben')
  const { open, led } = profile(town, { url: proxy.url })
  const windows = [open(), open(), open()]
  const clients = windows.map(({ client }) => client)
  const [first, second, third] = clients as [Client, Client, Client]
  await until(first.session, ({ kind }) => kind === 'signed-out')
  await first.auth.signIn({ handle: 'ben', password: 'a whole sentence as password' })
  for (const client of clients) await until(client.connection, ({ kind }) => kind === 'live')
  const room = await meetIn(ada, first)
  const sent = Array.from({ length: 130 }, (_, n) => `message ${n}`)
  for (const text of sent) await ada.room(room).send(text)
  for (const client of clients) await until(client.rooms, ([item]) => item?.unread === 130)
  const handles = clients.map((client) => client.room(room))
  for (const handle of handles) handle.timeline.subscribe(() => undefined)
  first.room(room).open()
  third.room(room).open()
  await until(first.room(room).timeline, ({ items }) => items.at(-1)?.content.kind === 'text')
  await third.room(room).jumpTo({ kind: 'seq', seq: 1 })
  await until(third.room(room).timeline, ({ hasAfter }) => hasAfter)
  expect(first.room(room).timeline.get().hasAfter).toBe(false)
  second.room(room).open()
  await second.room(room).send('from the second window')
  await until(first.room(room).timeline, ({ items }) => isText(items.at(-1), 'from the second window'))
  await expect(second.call('rooms.join', { room: 'A'.repeat(22) })).rejects.toMatchObject({ code: 'not_found' })
  expect(proxy.upgrades).toBe(1)
  expect(led()).toBe(1)
  for (const { leave } of windows) await leave()
})

test('when the leading window goes, the next one leads, and nothing that was asked is lost', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  await town.person('ben')
  const { open, led } = profile(town)
  const [leader, follower] = [open(), open()]
  await until(leader.client.session, ({ kind }) => kind === 'signed-out')
  await leader.client.auth.signIn({ handle: 'ben', password: 'a whole sentence as password' })
  const room = await meetIn(ada, follower.client)
  const handle = follower.client.room(room)
  handle.timeline.subscribe(() => undefined)
  handle.open()
  ada.room(room).open()
  await handle.send('before')
  await shows(ada, room, ['before'])
  const [gone, sent] = [leader.leave(), handle.send('during')]
  await gone
  await sent
  await handle.send('after')
  await shows(ada, room, ['before', 'during', 'after'])
  await until(handle.timeline, ({ items }) => items.filter(({ content }) => content.kind === 'text').length === 3)
  await eventually(() => led() === 2)
  await until(follower.client.connection, ({ kind }) => kind === 'live')
  await follower.leave()
})
