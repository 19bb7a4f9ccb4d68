import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeId, profileCharacters } from '@parley/protocol'
import { expect, test } from 'vitest'
import { directWith, nextLine, openServer, person, sealedRoom, secondDevice, visitor } from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const sealed = { body: 'sealed words', key: 'sealed key' }

test('row 93: a sealed profile goes to those in a private room or direct message, and to nobody else', async () => {
  await using server = await openServer()
  const [ada, ben, eve] = [await visitor(server, 'ada'), await visitor(server, 'ben'), await visitor(server, 'eve')]
  const hall = newId()
  await ada.live.do('rooms.create', { id: hall, kind: 'public', name: 'Hall', topic: '' })
  await eve.live.do('rooms.join', { room: hall })
  await ada.live.do('rooms.direct', directWith(ben))
  const phone = await secondDevice(server, 'ada')
  await ada.live.do('profiles.put', { version: 1, sealed })
  expect(await ben.live.next('profile_sealed')).toMatchObject({ user: ada.user, version: 1 })
  const ask = { people: [{ user: ada.user, version: 0 }] }
  const seen = { user: ada.user, version: 1, body: sealed.body, key: null }
  expect(await ben.live.do('profiles.get', ask)).toEqual({ profiles: [seen] })
  expect(await phone.call('profiles.get', ask)).toEqual({ profiles: [{ ...seen, key: sealed.key }] })
  expect(await eve.live.do('profiles.get', ask)).toEqual({ profiles: [] })
  expect(await ben.live.do('profiles.get', { people: [{ user: ada.user, version: 1 }] })).toEqual({ profiles: [] })
  // Whoever is only invited is not there yet.
  const { room } = await ada.live.do('rooms.create', sealedRoom())
  await ada.live.do('rooms.invite', { room: room.id, user: eve.user, line: await nextLine(ada, room.id) })
  expect(await eve.live.do('profiles.get', ask)).toEqual({ profiles: [] })
  await eve.live.do('rooms.join', { room: room.id, line: await nextLine(eve, room.id) })
  expect(await eve.live.do('profiles.get', ask)).toEqual({ profiles: [seen] })
  await eve.live.do('rooms.leave', { room: room.id, line: await nextLine(eve, room.id) })
  await phone.call('profiles.put', { version: 5, sealed: null })
  expect(await ben.live.next('profile_sealed')).toMatchObject({ version: 5 })
  expect(await ben.live.do('profiles.get', ask)).toEqual({ profiles: [{ ...seen, version: 5, body: null }] })
  expect(await eve.live.do('profiles.get', ask)).toEqual({ profiles: [] })
  expect(eve.live.unread('profile_sealed')).toEqual([])
})

test('of two devices that change a profile at once one is told to look again; what is too long is refused', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const phone = await secondDevice(server, 'ada')
  await ada.call('profiles.put', { version: 1, sealed })
  const both = [ada, phone].map((one) => one.call('profiles.put', { version: 2, sealed }))
  const done = await Promise.allSettled(both)
  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(ada.call('profiles.put', { version: 1, sealed: null })).rejects.toMatchObject({ code: 'stale' })
  const most = 'x'.repeat(profileCharacters)
  await ada.call('profiles.put', { version: 3, sealed: { body: most, key: most } })
  const refused = [
    { version: 4, sealed: { body: `${most}x`, key: 'k' } },
    { version: 4, sealed: { body: 'b', key: `${most}x` } },
    { version: 4, sealed: { body: '', key: 'k' } },
    { version: 0, sealed: null },
    { version: 1.5, sealed: null },
    { version: 2 ** 60, sealed: null },
    { version: 4, sealed: { ...sealed, pronouns: 'in clear' } },
  ]
  for (const input of refused)
    await expect(ada.call('profiles.put', input)).rejects.toMatchObject({ code: 'bad_request' })
  const people = Array.from({ length: 51 }, () => ({ user: ada.user, version: 0 }))
  await expect(ada.call('profiles.get', { people })).rejects.toMatchObject({ code: 'bad_request' })
  await expect(ada.call('profiles.get', { people: [] })).rejects.toMatchObject({ code: 'bad_request' })
  const db = new DatabaseSync(join(server.folder, 'parley.db'), { readOnly: true })
  expect(db.prepare('SELECT version, body FROM sealed_profiles').all()).toEqual([{ version: 3, body: most }])
  db.close()
})
