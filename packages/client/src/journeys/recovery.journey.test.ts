import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { backedUp } from '../testing/backed-up.ts'
import { inside, privateRoom } from '../testing/comers.ts'
import { held } from '../testing/held-vault.ts'
import { bringIn } from '../testing/history-room.ts'
import { kept, recovered } from '../testing/kept.ts'
import { shows, Town } from '../testing/town.ts'
import { directOf, idOf, listed } from '../testing/who.ts'

test('row 24: a fresh device reads what was said before, once it has the recovery key', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const direct = await directOf(ada, ben)
  const room = await ben.createRoom({ kind: 'private', name: 'Budget', topic: '' })
  await ben.room(room).change({ kind: 'invite', user: idOf(ada) })
  await listed(ada, room)
  await ada.room(room).change({ kind: 'join' })
  for (const client of [ada, ben]) client.room(room).open()
  await ben.room(room).send('in the room')
  await shows(ada, room, ['in the room'])
  await ada.room(direct).send('Hello Ben')
  await shows(ben, direct, ['Hello Ben'])
  await ben.room(direct).send('Hello Ada')
  await shows(ada, direct, ['Hello Ben', 'Hello Ada'])
  const key = await ada.makeRecoveryKey()
  expect(key).toMatch(/^(\w{4} ){11}\w{4}$/)

  const fresh = await town.device('ada')
  await until(fresh.keyring, (state) => state.kind === 'unconfirmed' && state.recovery)
  await expect(fresh.recover('EsTx 1234')).rejects.toMatchObject({ code: 'wrong_recovery_key' })
  for (const place of [direct, room]) await backedUp(ada, place)
  await ada.close()
  await fresh.recover(key)
  await until(fresh.keyring, ({ kind }) => kind === 'ready')
  for (const place of [direct, room]) fresh.room(place).open()
  await shows(fresh, direct, ['Hello Ben', 'Hello Ada'])
  await shows(fresh, room, ['in the room'])
  await fresh.room(direct).send('from the new one')
  await shows(ben, direct, ['Hello Ben', 'Hello Ada', 'from the new one'])
  await fresh.room(room).send('here, too')
  await shows(ben, room, ['in the room', 'here, too'])
})

test('a device that was not confirmed gets no key, and sends nothing', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await directOf(ada, ben)
  const other = await town.device('ada')
  await until(other.keyring, ({ kind }) => kind === 'unconfirmed')
  await listed(other, room)
  other.room(room).open()
  await ben.room(room).send('for signed devices')
  await shows(ada, room, ['for signed devices'])
  const { items } = await until(other.room(room).timeline, (timeline) =>
    timeline.items.some(({ content }) => content.kind === 'unreadable'),
  )
  expect(items.some(({ content }) => content.kind === 'text')).toBe(false)
  await other.room(room).send('let me in')
  const failed = await until(other.room(room).timeline, (timeline) =>
    timeline.items.some(({ delivery }) => delivery.kind === 'failed'),
  )
  expect(failed.items.at(-1)?.delivery).toMatchObject({ error: { code: 'no_keys' } })
})

test('whoever lost everything begins anew: others see new keys, and go on once they have looked at them', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await directOf(ada, ben)
  await ben.room(room).send('before')
  await shows(ada, room, ['before'])
  await ada.auth.signOut()
  const fresh = await town.device('ada')
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  await fresh.startOver()
  await until(fresh.keyring, ({ kind }) => kind === 'ready')
  fresh.room(room).open()
  await ben.room(room).send('are you you?')
  const { items } = await until(ben.room(room).timeline, (timeline) =>
    timeline.items.some(({ delivery }) => delivery.kind === 'failed'),
  )
  const failed = items.find(({ delivery }) => delivery.kind === 'failed')
  expect(failed?.delivery).toMatchObject({ error: { code: 'identity_changed' } })
  expect(await ben.room(room).changedIdentities()).toEqual([idOf(fresh)])
  await ben.room(room).change({ kind: 'confirm', user: idOf(fresh) })
  await ben.room(room).retry(failed?.key ?? '')
  await shows(fresh, room, ['are you you?'])
})

test('what the backup opens stays open once the devices of its writers are known', async () => {
  await using town = await Town.open()
  const { ada, ben, room, key } = await kept(town)
  await ada.close()
  const hers = held()
  const fresh = await recovered(town, key, { openVault: hers.open })
  fresh.room(room).open()
  await fresh.room(room).send('here I am')
  await shows(ben, room, ['mine', 'yours', 'here I am'])
  const { entries } = await fresh.call('messages.history', { room, at: { kind: 'newest' }, limit: 10 })
  const said = entries.filter(({ kind }) => kind === 'message')
  expect(said).toHaveLength(3)
  for (const { id, sender, at, body } of said)
    expect(await hers.vault?.openEntry({ id, room, sender, at, body })).toMatchObject({ kind: 'opened' })
})

test('a room of one’s own, after the device that made it has signed out: the next one knows who is there, reads and writes', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await privateRoom(ada)
  ada.room(room).open()
  await bringIn(ada, ben, room)
  await ada.room(room).send('before')
  await shows(ben, room, ['before'])
  const key = await ada.makeRecoveryKey()
  await backedUp(ada, room)
  await ada.auth.signOut()
  await ben.close()
  const fresh = await recovered(town, key)
  await inside(fresh, room)
  fresh.room(room).open()
  await shows(fresh, room, ['before'])
  await fresh.room(room).send('after')
  await shows(fresh, room, ['before', 'after'])
  await until(fresh.room(room).timeline, ({ items }) => items.every(({ delivery }) => delivery.kind === 'sent'))
})
