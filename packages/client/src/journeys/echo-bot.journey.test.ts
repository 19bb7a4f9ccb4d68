import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { echoBot, listening } from '../testing/program.ts'
import { meetIn, shows, Town } from '../testing/town.ts'

test('echo-bot makes its account from an invitation, joins the room and answers', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const room = await meetIn(ada)
  const name = ada.rooms.get()[0]?.name ?? ''
  await ada.call('server.settings', { name: 'Town', registration: 'invite' })
  const { token } = await ada.call('invites.create', { for: 'account', room: null, uses: 1, hours: 1 })
  ada.room(room).open()
  const folder = join(town.folder, 'bot')
  const bot = echoBot(['--url', town.url, '--handle', 'echo', '--room', name, '--folder', folder, `--invite=${token}`])
  await listening(bot)
  await ada.room(room).send('nobody has to answer this')
  await ada.room(room).send('!echo hello there')
  await until(ada.room(room).timeline, ({ items }) => items.some(({ sender }) => sender !== items[0]?.sender))
  await shows(ada, room, ['nobody has to answer this', '!echo hello there', 'hello there'])
  await ada.room(room).send('are you here, @echo?')
  await until(
    ada.room(room).timeline,
    ({ items }) => items.filter(({ content }) => content.kind === 'text').length === 5,
  )
  bot.process.kill('SIGTERM')
  expect(await bot.ended).toBe(0)
})

test('echo-bot says what is wrong with how it was started', async () => {
  const unknown = echoBot(['--url', 'http://localhost:9', '--shout'])
  expect(await unknown.ended).toBe(1)
  expect(unknown.said()).toContain("Unknown option '--shout'")
  const unclear = echoBot(['--url', 'nowhere', '--handle', 'echo', '--room', 'General'])
  expect(await unclear.ended).toBe(1)
  expect(unclear.said()).toContain('"nowhere" is no address')
})
