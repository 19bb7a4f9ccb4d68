import { expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import { systemClock } from '../clock.ts'
import { until } from '../readable.ts'
import { TownProxy } from '../testing/proxy.ts'
import { eventually, live, meetIn, shows, Town } from '../testing/town.ts'

const isLiveBy = (via: 'socket' | 'events') => (state: { kind: string; via?: string }) =>
  state.kind === 'live' && state.via === via

test.each(['refuses', 'hangs'] as const)(
  'row 17: a network that %s WebSockets: chat works by events',
  async (weather) => {
    await using town = await Town.open()
    await using proxy = await TownProxy.open(town.port)
    const ada = await town.person('ada')
    proxy.weather = weather
    const ben = await town.person('ben', { url: proxy.url })
    expect(ben.connection.get()).toEqual({ kind: 'live', via: 'events' })
    const room = await meetIn(ada, ben)
    ada.room(room).open()
    ben.room(room).open()
    const sent = Array.from({ length: 20 }, (_, n) => `message ${n}`)
    for (const text of sent) await ben.room(room).send(text)
    await shows(ada, room, sent)
    await ada.room(room).send('and back')
    await shows(ben, room, [...sent, 'and back'])
    expect(proxy.upgrades).toBe(0)
  },
)

/** A clock on which nobody waits longer than a second. */
const hurried: Clock = { ...systemClock, after: (ms, then) => systemClock.after(Math.min(ms, 1000), then) }

test('row 17: once WebSockets get through it goes back to one, and loses nothing', async () => {
  await using town = await Town.open()
  await using proxy = await TownProxy.open(town.port)
  proxy.weather = 'refuses'
  const ada = await town.person('ada', { url: proxy.url, clock: hurried })
  const ben = await town.person('ben')
  const room = await meetIn(ada, ben)
  ben.room(room).open()
  await until(ada.connection, isLiveBy('events'))
  proxy.weather = 'fair'
  const sent: string[] = []
  while (!isLiveBy('socket')(ada.connection.get())) {
    sent.push(`message ${sent.length}`)
    await ada.room(room).send(sent.at(-1) ?? '')
    await eventually(() => ben.room(room).timeline.get().items.length >= sent.length)
  }
  await shows(ben, room, sent)
})

test('drain: a server that restarts lets everybody out with 4012, and they come back', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const room = await meetIn(ada)
  ada.room(room).open()
  await town.stop()
  await until(ada.connection, ({ kind }) => kind === 'connecting')
  await ada.room(room).send('written meanwhile')
  expect(ada.room(room).timeline.get().items.at(-1)?.delivery.kind).toBe('sending')
  await town.begin()
  await live(ada)
  await until(ada.room(room).timeline, ({ items }) => items.at(-1)?.seq !== null)
  await shows(ada, room, ['written meanwhile'])
})

test('a session that is revoked elsewhere ends here at once', async () => {
  await using town = await Town.open()
  const desk = await town.person('ada')
  const phone = await town.device('ada')
  const state = phone.session.get()
  await desk.call('sessions.revoke', { device: state.kind === 'signed-in' ? state.device : '' })
  expect(await until(phone.session, ({ kind }) => kind === 'signed-out')).toEqual({
    kind: 'signed-out',
    reason: 'revoked',
  })
  expect(phone.connection.get().kind).toBe('offline')
})

test('a command that no frame can carry is refused, and the connection goes on', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const states: string[] = []
  ada.connection.subscribe(() => states.push(ada.connection.get().kind))
  const body = 'x'.repeat(70_000)
  await expect(ada.call('secrets.put', { name: 'large', body })).rejects.toMatchObject({ code: 'too_large' })
  await ada.call('secrets.put', { name: 'large', body: body.slice(0, 50_000) })
  expect(states).toEqual([])
})
