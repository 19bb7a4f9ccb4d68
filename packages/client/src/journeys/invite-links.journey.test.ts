import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { comer, inside, knock, linkInto, privateRoom, waits } from '../testing/comers.ts'
import { live, shows, Town } from '../testing/town.ts'
import { idOf, listed } from '../testing/who.ts'

/** A store that outlives the engine on it, as that of a browser does. */
const lasting = () => ({ ...memoryStore(), close: async () => undefined })

async function invited(host: Client, guest: Client, room: string): Promise<void> {
  await host.room(room).change({ kind: 'invite', user: idOf(guest) })
  await inSight(guest, room)
  await guest.room(room).change({ kind: 'join' })
  await inside(guest, room)
}
const inSight = (client: Client, room: string) =>
  until(client.rooms, (rooms) => rooms.some(({ id, name }) => id === room && name !== ''))

async function talk(room: string, one: Client, other: Client): Promise<void> {
  for (const client of [one, other]) client.room(room).open()
  await one.room(room).send('welcome')
  await until(other.room(room).timeline, ({ items }) =>
    items.some(({ content }) => content.kind === 'text' && content.text === 'welcome'),
  )
  await other.room(room).send('thank you')
  await until(one.room(room).timeline, ({ items }) =>
    items.some(({ content }) => content.kind === 'text' && content.text === 'thank you'),
  )
}

test('row 20: a newcomer comes by a link while the inviter is away, and another member’s device lets them in', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await privateRoom(ada)
  await invited(ada, ben, room)
  ben.room(room).open()
  await ben.room(room).send('before you')
  await shows(ben, room, ['before you'])
  const link = await linkInto(ada, room)
  await ada.close()
  const kim = await comer(town, 'kim', link)
  await inside(kim, room)
  await talk(room, ben, kim)
  // What was before opens for nobody who came after.
  await shows(kim, room, ['welcome', 'thank you'])
})

test('row 20: everybody is away; whoever comes first lets the newcomer in, also after a reload of theirs', async () => {
  await using town = await Town.open()
  const store = lasting()
  const ada = await town.person('ada', { store })
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room)
  await ada.close()
  const kept = lasting()
  const kim = await comer(town, 'kim', link, { store: kept })
  await waits(kim, room, 'asking')
  await kim.close()
  const again = town.engine({ store: kept })
  await waits(again, room, 'asking')
  await live(again)
  const back = town.engine({ store })
  await inside(again, room)
  await talk(room, back, again)
})

test('row 20: a guest with a nickname only comes by a link into a private room, and talks sealed', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room, { purpose: 'guest' })
  const gus = town.engine()
  await gus.auth.registerGuest({ name: 'Gus', token: link.token })
  await knock(gus, link)
  await inside(gus, room)
  await talk(room, ada, gus)
})

test('row 20: somebody with an account comes by a link, on all of their devices', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const key = await ben.makeRecoveryKey()
  const other = await town.device('ben')
  await until(other.keyring, ({ kind }) => kind === 'unconfirmed')
  await other.recover(key)
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room)
  await ben.call('invites.accept', { token: link.token })
  await listed(ben, room)
  await knock(ben, link)
  await Promise.all([inside(ben, room), inside(other, room)])
  await talk(room, ada, other)
})

test('whoever has the address without its secret waits, and nobody lets them in; with it they come in', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room)
  const kim = await comer(town, 'kim', { ...link, sealed: null })
  await listed(kim, room)
  await expect(kim.room(room).change({ kind: 'knock', secret: 'no secret' })).rejects.toMatchObject({
    code: 'bad_request',
  })
  await knock(kim, { ...link, sealed: { room, secret: 'A'.repeat(43) } })
  await waits(kim, room, 'ended')
  await knock(kim, link)
  await inside(kim, room)
})

test('a link that was withdrawn lets nobody in who still waits, and the list forgets it', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room)
  const kim = await comer(town, 'kim', { ...link, sealed: null })
  await ada.withdrawInvite(link.id, room)
  expect((await ada.call('invites.list', {})).invites).toEqual([])
  await knock(kim, link)
  await waits(kim, room, 'ended')
  await expect(comer(town, 'lou', link)).rejects.toMatchObject({ code: 'invite_used_up' })
  await kim.room(room).change({ kind: 'leave' })
  await until(kim.rooms, (rooms) => rooms.every(({ id }) => id !== room))
})

test('two members hear a newcomer at the same moment: they come in once', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await privateRoom(ada)
  await invited(ada, ben, room)
  const link = await linkInto(ada, room, { uses: 2 })
  const twin = await town.person('cyd')
  await invited(ada, twin, room)
  const kim = await comer(town, 'kim', link)
  await inside(kim, room)
  await until(ada.rooms, (rooms) => rooms.some(({ id, members }) => id === room && members === 4))
  const lou = await comer(town, 'lou', link)
  await inside(lou, room)
  await talk(room, kim, lou)
})

test('who was sent away comes back by the link as long as it works, and who was banned does not', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const room = await privateRoom(ada)
  const link = await linkInto(ada, room)
  const kim = await comer(town, 'kim', link)
  await inside(kim, room)
  const gone = () => until(kim.rooms, (rooms) => rooms.every(({ id }) => id !== room))
  await ada.room(room).change({ kind: 'kick', user: idOf(kim) })
  await gone()
  await kim.call('invites.accept', { token: link.token })
  await knock(kim, link)
  await inside(kim, room)
  await ada.room(room).change({ kind: 'ban', user: idOf(kim) })
  await gone()
  await expect(kim.call('invites.accept', { token: link.token })).rejects.toMatchObject({ code: 'banned' })
})

test('a member whom the room does not let invite makes no link, and the server keeps none', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const direct = await ada.direct([idOf(ben)])
  await listed(ben, direct)
  await expect(linkInto(ben, direct)).rejects.toMatchObject({ code: 'bad_request' })
  expect((await ben.call('invites.list', {})).invites).toEqual([])
})
