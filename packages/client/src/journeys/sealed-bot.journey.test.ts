import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSealed } from '@parley/e2ee/testing'
import { expect, test } from 'vitest'
import { connect } from '../bot/index.ts'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { echoBot, listening } from '../testing/program.ts'
import { shows, Town } from '../testing/town.ts'
import { idOf } from '../testing/who.ts'

const password = 'a whole sentence as password'

async function invitation(ada: Client): Promise<string> {
  return (await ada.call('invites.create', { for: 'account', room: null, uses: 1, hours: 1 })).token
}

/** A private room of somebody, with a bot in it. */
async function roomWith(ada: Client, bot: string): Promise<string> {
  const room = await ada.createRoom({ kind: 'private', name: 'Budget', topic: '' })
  ada.room(room).open()
  await ada.room(room).change({ kind: 'invite', user: bot })
  await until(ada.room(room).members, (state) =>
    state.kind === 'known'
      ? state.members.some(({ profile, state: is }) => profile.id === bot && is === 'joined')
      : false,
  )
  return room
}

/** What sealed each entry of somebody: the key and its step. */
async function sealedBy(ada: Client, room: string, user: string): Promise<string[]> {
  const { entries } = await ada.call('messages.history', { room, at: { kind: 'newest' }, limit: 100 })
  return entries.flatMap(({ sender, kind, body }) => {
    const sealed = sender === user && kind === 'message' ? readSealed(body) : null
    return sealed ? [`${sealed.session} ${sealed.index}`] : []
  })
}

test('echo-bot in a private room: invited, shown as a bot, answers; killed and started again, it answers on', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const args = ['--url', town.url, '--handle', 'echo', '--folder', join(town.folder, 'bot')]
  let bot = echoBot([...args, `--invite=${await invitation(ada)}`])
  try {
    await listening(bot)
    const { users } = await ada.call('users.search', { text: 'echo' })
    expect(users).toMatchObject([{ handle: 'echo', kind: 'bot' }])
    const echo = users[0]?.id ?? ''
    const room = await roomWith(ada, echo)
    const shown = await ada.call('keys.query', { users: [echo] })
    const said: string[] = []
    for (const word of ['one', 'two', 'three']) {
      await ada.room(room).send(`!echo ${word}`)
      said.push(`!echo ${word}`, word)
      await shows(ada, room, said)
      // At once: whatever the answer needed has to be on the disk already.
      bot.process.kill('SIGKILL')
      await bot.ended
      bot = echoBot(args)
      await listening(bot)
    }
    bot.process.kill('SIGKILL')
    await bot.ended
    await ada.room(room).send('!echo while you were away')
    bot = echoBot(args)
    await shows(ada, room, [...said, '!echo while you were away', 'while you were away'])
    const steps = await sealedBy(ada, room, echo)
    expect(steps).toHaveLength(4)
    expect(new Set(steps).size).toBe(4)
    expect(await ada.call('keys.query', { users: [echo] })).toEqual(shown)
  } finally {
    bot.process.kill('SIGKILL')
    await bot.ended
  }
})

test('a folder serves one process at a time', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const folder = join(town.folder, 'bot')
  const account = { url: town.url, handle: 'echo', password, folder }
  const first = await connect({ ...account, invite: await invitation(ada) })
  await expect(connect(account)).rejects.toMatchObject({ code: 'folder_in_use' })
  const other = echoBot(['--url', town.url, '--handle', 'echo', '--folder', folder])
  expect(await other.ended).toBe(1)
  expect(other.said()).toContain('Another process uses this folder')
  const session = first.session.get()
  await first.close()
  const again = await connect(account)
  expect(again.session.get()).toEqual(session)
  await again.close()
})

test('another key file, none, or a damaged folder: refused, and nothing is overwritten', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const folder = join(town.folder, 'bot')
  const [kept, keyFile] = [join(folder, 'kept'), join(town.folder, 'bot.key')]
  const account = { url: town.url, handle: 'echo', password, folder, keyFile }
  const first = await connect({ ...account, invite: await invitation(ada) })
  const me = idOf(first)
  await first.close()
  const [sealed, key] = [await readFile(kept), await readFile(keyFile)]
  expect(sealed.includes(me)).toBe(false)
  await writeFile(keyFile, randomBytes(32))
  await expect(connect(account)).rejects.toMatchObject({ code: 'folder_closed' })
  await expect(connect({ ...account, keyFile: join(town.folder, 'no.key') })).rejects.toMatchObject({
    code: 'folder_closed',
  })
  await writeFile(keyFile, key)
  await writeFile(kept, sealed.subarray(0, -1))
  await expect(connect(account)).rejects.toMatchObject({ code: 'folder_closed' })
  expect(await readFile(kept)).toEqual(sealed.subarray(0, -1))
  await writeFile(kept, sealed)
  const again = await connect(account)
  expect(idOf(again)).toBe(me)
  await again.close()
})

test('a bot whose session was ended confirms its next device by itself, and opens what was sealed before', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const account = { url: town.url, handle: 'echo', password, folder: join(town.folder, 'bot') }
  const first = await connect({ ...account, invite: await invitation(ada) })
  const device = first.session.get()
  const room = await ada.direct([idOf(first)])
  ada.room(room).open()
  await ada.room(room).send('before')
  first.room(room).open()
  await shows(first, room, ['before'])
  await first
    .call('sessions.revoke', { device: device.kind === 'signed-in' ? device.device : '' })
    .catch(() => undefined)
  await first.close()
  const again = await connect(account)
  expect(again.session.get()).not.toEqual(device)
  await until(again.keyring, ({ kind }) => kind === 'ready')
  again.room(room).open()
  await shows(again, room, ['before'])
  await again.room(room).send('after')
  await shows(ada, room, ['before', 'after'])
  await again.close()
})
