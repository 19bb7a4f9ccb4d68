import type { UserKeys } from '@parley/e2ee/testing'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { systemClock } from '../clock.ts'
import { until } from '../readable.ts'
import { lazyVault } from '../sealing/open-vault.ts'
import { dishonestVault } from '../testing/dishonest-vault.ts'
import { impostor } from '../testing/impostor.ts'
import { newId, shows, Town } from '../testing/town.ts'
import { comparing, matched, reaches } from '../testing/verifying.ts'
import { directOf, idOf } from '../testing/who.ts'

function deviceOf(client: Client): string {
  const session = client.session.get()
  if (session.kind !== 'signed-in') throw new Error('nobody is signed in')
  return session.device
}

/** Two people who have verified each other, in a direct message. */
async function verified(ada: Client, ben: Client): Promise<string> {
  const room = await directOf(ada, ben)
  await ada.verifyPerson(idOf(ben))
  await comparing(ada, ben)
  await matched(ada, ben)
  await until(ada.trust, ({ people }) => people.get(idOf(ben)) === 'verified')
  await until(ben.trust, ({ people }) => people.get(idOf(ada)) === 'verified')
  return room
}

/** A message that is not sent: the code of the reason. */
async function refused(client: Client, room: string): Promise<{ readonly key: string; readonly code: string }> {
  await client.room(room).send('are you you?')
  const { items } = await until(client.room(room).timeline, (timeline) =>
    timeline.items.some(({ delivery }) => delivery.kind === 'failed'),
  )
  const failed = items.find(({ delivery }) => delivery.kind === 'failed')
  return { key: failed?.key ?? '', code: failed?.delivery.kind === 'failed' ? failed.delivery.error.code : '' }
}

test('row 107: the server swaps the keys of verified people: both clients warn and refuse to send', async () => {
  await using town = await Town.open()
  const swapped = new Map<string, UserKeys>()
  const openVault = dishonestVault((keys, to) => (keys.user === to ? keys : (swapped.get(keys.user) ?? keys)))
  const [ada, ben] = [await town.person('ada', { openVault }), await town.person('ben', { openVault })]
  const room = await verified(ada, ben)
  await ada.room(room).send('before')
  await shows(ben, room, ['before'])
  for (const [victim, other, handle] of [
    [ben, ada, 'ben'],
    [ada, ben, 'ada'],
  ] as const) {
    const fake = await impostor(idOf(victim), newId())
    swapped.set(idOf(victim), fake.shown)
    // With the next change of their keys everybody looks at them again.
    await town.device(handle)
    await until(other.trust, ({ people }) => people.get(idOf(victim)) === 'changed')
    expect((await refused(other, room)).code).toBe('identity_changed')
    expect(await other.room(room).changedIdentities()).toContain(idOf(victim))
    swapped.delete(idOf(victim))
    fake.vault[Symbol.dispose]()
  }
})

test('row 107: the server swaps the key of a new device: it is not confirmed', async () => {
  await using town = await Town.open()
  const shown = new Map<string, string>()
  const openVault = dishonestVault((keys) => ({
    ...keys,
    devices: keys.devices.map((one) => ({ ...one, keys: shown.get(one.device) ?? one.keys })),
  }))
  const ada = await town.person('ada', { openVault })
  const fakes: Awaited<ReturnType<typeof impostor>>[] = []
  const other = await town.device('ada', {
    openVault: async (owner, store, courier) => {
      const fake = await impostor(owner.user, owner.device)
      fakes.push(fake)
      shown.set(owner.device, fake.shown.devices[0]?.keys ?? '')
      return await lazyVault(owner, store, courier)
    },
  })
  await until(other.keyring, ({ kind }) => kind === 'unconfirmed')
  await other.verifyDevice(null)
  await comparing(other, ada)
  for (const client of [other, ada]) {
    const [one] = client.verifications.get()
    await client.verificationStep(one?.id ?? '', 'confirm')
  }
  expect((await reaches(ada, 'cancelled')).state).toMatchObject({ why: 'keys-differ', byMe: true })
  expect((await reaches(other, 'cancelled')).state).toMatchObject({ why: 'mismatch', byMe: false })
  expect(other.keyring.get().kind).toBe('unconfirmed')
  for (const { vault } of fakes) vault[Symbol.dispose]()
})

test('somebody who was verified begins anew: nothing is sent until it is looked at, and verifying again mends it', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await verified(ada, ben)
  await ben.auth.signOut()
  const fresh = await town.device('ben')
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  await fresh.startOver()
  await until(fresh.keyring, ({ kind }) => kind === 'ready')
  fresh.room(room).open()
  await until(ada.trust, ({ people }) => people.get(idOf(fresh)) === 'changed')
  const { key, code } = await refused(ada, room)
  expect(code).toBe('identity_changed')
  await ada.room(room).change({ kind: 'confirm', user: idOf(fresh) })
  await until(ada.trust, ({ people }) => !people.has(idOf(fresh)))
  await ada.room(room).retry(key)
  await shows(fresh, room, ['are you you?'])
  await ada.verifyPerson(idOf(fresh))
  await comparing(ada, fresh)
  await matched(ada, fresh)
  await until(ada.trust, ({ people }) => people.get(idOf(fresh)) === 'verified')
})

test('a request that nobody answers is over after ten minutes, on both sides', async () => {
  await using town = await Town.open()
  let ahead = 0
  const clock = { ...systemClock, now: () => systemClock.now() + ahead }
  const [ada, ben] = [await town.person('ada', { clock }), await town.person('ben')]
  await directOf(ada, ben)
  await ada.verifyPerson(idOf(ben))
  const { id, until: end } = await reaches(ben, 'asked')
  expect(end - systemClock.now()).toBeLessThanOrEqual(600_000)
  ahead = 601_000
  // Whatever happens next finds that the time is over.
  await ada.verificationStep(id, 'compare')
  expect((await reaches(ada, 'cancelled')).state.why).toBe('timed-out')
  await reaches(ben, 'cancelled')
})

test('hostile and repeated messages change nothing: in clear from others, made up, out of order, twice', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  await directOf(ada, ben)
  const fresh = await town.device('ada')
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  const to = { user: idOf(ada), device: deviceOf(ada) }
  const says = (client: Client, type: string, content: object): Promise<unknown> =>
    client.call('inbox.send', { messages: [{ ...to, body: JSON.stringify({ type, content }) }] })
  const request = (from: Client, id: string) => ({
    from_device: deviceOf(from),
    transaction_id: id,
    methods: ['m.sas.v1', 'm.qr_code.scan.v1', 'm.qr_code.show.v1', 'm.reciprocate.v1'],
    timestamp: systemClock.now(),
  })
  // Nobody else may ask in clear, and nobody in the name of a device that there is not.
  await says(ben, 'm.key.verification.request', request(ben, 'of-ben'))
  await says(fresh, 'm.key.verification.request', { ...request(fresh, 'of-nobody'), from_device: newId() })
  await says(fresh, 'm.key.verification.request', { ...request(fresh, 'too-old'), timestamp: 1 })
  for (const type of ['ready', 'start', 'accept', 'key', 'mac', 'done', 'cancel', '', 'request'])
    for (const content of [{}, { transaction_id: 'unknown' }, { transaction_id: 7 }])
      await says(fresh, `m.key.verification.${type}`, content)
  for (let times = 0; times < 2; times += 1) await says(fresh, 'm.key.verification.request', request(fresh, 'sound'))
  expect((await reaches(ada, 'asked')).id).toBe('sound')
  // Out of order: nothing was accepted, so nothing can be compared, proven or done.
  await says(fresh, 'm.key.verification.mac', { transaction_id: 'sound', mac: { 'ed25519:x': 'AAAA' }, keys: 'AAAA' })
  await says(fresh, 'm.key.verification.done', { transaction_id: 'sound' })
  await says(ben, 'm.key.verification.cancel', { transaction_id: 'sound', code: 'm.user', reason: 'no' })
  await ada.verificationStep('sound', 'confirm')
  await ada.verificationStep('sound', 'accept')
  await reaches(ada, 'ready')
  expect(ada.verifications.get().map(({ id }) => id)).toEqual(['sound'])
  expect(await ada.scanCode('sound', crypto.getRandomValues(new Uint8Array(122)))).toBe(false)
  expect(ada.trust.get().devices.get(deviceOf(fresh))).toBe('unconfirmed')
  expect(fresh.keyring.get().kind).toBe('unconfirmed')
})
