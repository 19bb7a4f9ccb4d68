import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { meetIn, shows, Town } from '../testing/town.ts'
import { agreed, comparing, matched, reaches } from '../testing/verifying.ts'
import { directOf, idOf, listed } from '../testing/who.ts'

test('row 107: a new device is confirmed by pictures from another, and reads what was said before', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const direct = await directOf(ada, ben)
  const room = await ben.createRoom({ kind: 'private', name: 'Budget', topic: '' })
  await ben.room(room).change({ kind: 'invite', user: idOf(ada) })
  await listed(ada, room)
  await ada.room(room).change({ kind: 'join' })
  for (const client of [ada, ben]) client.room(room).open()
  await ben.room(room).send('in the room')
  await ben.room(direct).send('Hello Ada')
  await shows(ada, room, ['in the room'])
  await shows(ada, direct, ['Hello Ada'])

  const fresh = await town.device('ada')
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  await fresh.verifyDevice(null)
  const [one, other] = await comparing(fresh, ada)
  expect(one).toBe(other)
  expect(one.split(' ')).toHaveLength(7)
  await matched(fresh, ada)
  await until(fresh.keyring, ({ kind }) => kind === 'ready')
  for (const place of [direct, room]) fresh.room(place).open()
  await shows(fresh, direct, ['Hello Ada'])
  await shows(fresh, room, ['in the room'])
  await fresh.room(direct).send('from the new one')
  await shows(ben, direct, ['Hello Ada', 'from the new one'])
  await until(ada.trust, ({ devices }) => devices.size === 2 && ![...devices.values()].includes('unconfirmed'))
  expect(await fresh.makeRecoveryKey()).toMatch(/^(\w{4} ){11}\w{4}$/)
})

test('row 107: two people verify each other by pictures; a second device of one of them knows it too', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await directOf(ada, ben)
  await ada.room(room).send('Hello')
  await shows(ben, room, ['Hello'])
  const laptop = await town.device('ben')
  await until(laptop.keyring, ({ kind }) => kind === 'unconfirmed')
  await laptop.verifyDevice(null)
  await comparing(laptop, ben)
  await matched(laptop, ben)
  await until(laptop.keyring, ({ kind }) => kind === 'ready')

  await ada.verifyPerson(idOf(ben))
  await reaches(laptop, 'asked')
  const [one, other] = await comparing(ada, ben)
  expect(one).toBe(other)
  expect((await reaches(laptop, 'cancelled')).state.why).toBe('elsewhere')
  await matched(ada, ben)
  await until(ada.trust, ({ people }) => people.get(idOf(ben)) === 'verified')
  for (const device of [ben, laptop]) await until(device.trust, ({ people }) => people.get(idOf(ada)) === 'verified')
})

test('row 107: a new device, and a person, by a QR code', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  await directOf(ada, ben)
  const fresh = await town.device('ada')
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  await fresh.verifyDevice(null)
  for (const [asker, asked] of [
    [fresh, ada],
    [ada, ben],
  ] as const) {
    if (asker === ada) await ada.verifyPerson(idOf(ben))
    await agreed(asker, asked)
    const shown = await reaches(asked, 'ready')
    expect(await asker.scanCode(shown.id, new Uint8Array([1, 2, 3]))).toBe(false)
    expect(await asker.scanCode(shown.id, shown.state.code ?? new Uint8Array())).toBe(true)
    await reaches(asked, 'scanned')
    await asked.verificationStep(shown.id, 'confirm')
    for (const client of [asker, asked]) await reaches(client, 'done')
  }
  await until(fresh.keyring, ({ kind }) => kind === 'ready')
  await until(ada.trust, ({ people }) => people.get(idOf(ben)) === 'verified')
  await until(ben.trust, ({ people }) => people.get(idOf(ada)) === 'verified')
})

test('pictures that do not match: nothing is signed, and both are told', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const fresh = await town.device('ada')
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  await fresh.verifyDevice(null)
  await comparing(fresh, ada)
  await ada.verificationStep((await reaches(ada, 'comparing')).id, 'mismatch')
  expect((await reaches(ada, 'cancelled')).state).toEqual({ kind: 'cancelled', why: 'mismatch', byMe: true })
  expect((await reaches(fresh, 'cancelled')).state).toEqual({ kind: 'cancelled', why: 'mismatch', byMe: false })
  expect(fresh.keyring.get().kind).toBe('unconfirmed')
  await until(ada.trust, ({ devices }) => [...devices.values()].filter((one) => one === 'unconfirmed').length === 1)
})

test('two ask each other at once: one verification comes of it; a second request takes the place of the first', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  await directOf(ada, ben)
  await Promise.all([ada.verifyPerson(idOf(ben)), ben.verifyPerson(idOf(ada))])
  await Promise.any([
    until(ada.verifications, (all) => all.some(({ isMine, state }) => !isMine && state.kind === 'asked')),
    until(ben.verifications, (all) => all.some(({ isMine, state }) => !isMine && state.kind === 'asked')),
  ])
  const [asker, asked] = ada.verifications.get().some(({ isMine }) => !isMine) ? [ben, ada] : [ada, ben]
  const first = (await reaches(asked, 'asked')).id
  await asker.verifyPerson(idOf(asked))
  await until(asked.verifications, (all) => all.some(({ id, state }) => id !== first && state.kind === 'asked'))
  const [one, other] = await comparing(asker, asked)
  expect(one).toBe(other)
  await matched(asker, asked)
})

test('a stranger’s request is not heard; one that is cancelled is over on both sides', async () => {
  await using town = await Town.open()
  const [ada, ben, eve] = [await town.person('ada'), await town.person('ben'), await town.person('eve')]
  await meetIn(ada, eve)
  await directOf(ada, ben)
  await eve.verifyPerson(idOf(ada))
  const { id } = await ben.verifyPerson(idOf(ada)).then(() => reaches(ada, 'asked'))
  expect(ada.verifications.get().map(({ user }) => user)).toEqual([idOf(ben)])
  await ben.verificationStep(id, 'cancel')
  expect((await reaches(ada, 'cancelled')).state).toMatchObject({ why: 'refused', byMe: false })
  for (const step of ['accept', 'compare', 'confirm', 'mismatch'] as const) await ada.verificationStep(id, step)
  expect(ada.verifications.get()).toEqual([])
})
