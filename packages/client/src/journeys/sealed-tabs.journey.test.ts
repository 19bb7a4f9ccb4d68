import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { lazyVault, type OpenVault } from '../sealing/open-vault.ts'
import { profile } from '../testing/profile.ts'
import { eventually, Town } from '../testing/town.ts'
import { directOf, idOf } from '../testing/who.ts'

/** How many hold the keys of one device at a time, and how often they were opened. */
function counting() {
  const held = { now: 0, most: 0, opened: 0 }
  const openVault: OpenVault = async (...parts) => {
    held.now += 1
    held.opened += 1
    held.most = Math.max(held.most, held.now)
    const vault = await lazyVault(...parts)
    const close = vault[Symbol.dispose].bind(vault)
    vault[Symbol.dispose] = () => {
      close()
      held.now -= 1
    }
    return vault
  }
  return { held, openVault }
}

test('row 28: several windows seal and open with the keys that one of them holds, also after that one has gone', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const key = await ben.makeRecoveryKey()
  const room = await directOf(ada, ben)
  await ben.close()
  const { held, openVault } = counting()
  const { open, led } = profile(town, { openVault })
  const [leader, follower, third] = [open(), open(), open()]
  const clients = [leader, follower, third].map(({ client }) => client)
  await until(leader.client.session, ({ kind }) => kind === 'signed-out')
  await leader.client.auth.signIn({ handle: 'ben', password: 'a whole sentence as password' })
  await until(follower.client.keyring, ({ kind }) => kind === 'unconfirmed')
  await follower.client.recover(key)
  for (const client of clients) {
    await until(client.keyring, ({ kind }) => kind === 'ready')
    client.room(room).open()
    client.room(room).timeline.subscribe(() => undefined)
  }
  for (const [n, client] of clients.entries()) await client.room(room).send(`window ${n}`)
  await until(
    ada.room(room).timeline,
    ({ items }) => items.filter(({ content }) => content.kind === 'text').length === 3,
  )
  await ada.room(room).send('seen')
  await until(
    third.client.room(room).timeline,
    ({ items }) => items.filter(({ content }) => content.kind === 'text').length === 4,
  )
  await leader.leave()
  await eventually(() => led() === 2)
  await until(third.client.keyring, ({ kind }) => kind === 'ready')
  await third.client.room(room).send('after')
  await until(ada.room(room).timeline, ({ items }) =>
    items.some(({ content }) => content.kind === 'text' && content.text === 'after'),
  )
  expect(held).toEqual({ now: 1, most: 1, opened: 2 })
  const { users } = await ada.call('keys.query', { users: [idOf(ben)] })
  expect(users[0]?.devices).toHaveLength(2)
  for (const { leave } of [follower, third]) await leave()
})
