import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { attachTab } from '../tabs/attach.ts'
import { leadOrFollow } from '../tabs/lead-or-follow.ts'
import { serveTabs } from '../tabs/serve.ts'
import { TownProxy } from '../testing/proxy.ts'
import { eventually, meetIn, shows, Town } from '../testing/town.ts'
import type { TimelineItem } from '../timeline/timeline.ts'

const lasting = () => ({ ...memoryStore(), close: async () => undefined })

const isText = (item: TimelineItem | undefined, text: string): boolean =>
  item?.content.kind === 'text' && item.content.text === text

/** A browser profile: windows of one origin over one store. */
function profile(town: Town, url: string) {
  const name = `profile-${Math.random()}`
  const store = lasting()
  let led = 0
  const open = (): { client: Client; leave: () => Promise<void> } => {
    const channel = new BroadcastChannel(name)
    const client = attachTab(channel)
    const stop = leadOrFollow({
      name,
      failed: (error) => {
        throw error
      },
      async lead() {
        led += 1
        const own = new BroadcastChannel(name)
        const engine = town.engine({ store, url })
        const stopServing = serveTabs(engine, own)
        return {
          async close() {
            stopServing()
            await engine.close()
            own.close()
          },
        }
      },
    })
    return {
      client,
      async leave() {
        stop()
        await client.close()
        channel.close()
      },
    }
  }
  return { open, led: () => led }
}

test('row 28: three windows share one connection, and each has its own place', async () => {
  await using town = await Town.open()
  await using proxy = await TownProxy.open(town.port)
  const ada = await town.person('ada')
  await town.person('ben')
  const { open, led } = profile(town, proxy.url)
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
  const { open, led } = profile(town, town.url)
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
