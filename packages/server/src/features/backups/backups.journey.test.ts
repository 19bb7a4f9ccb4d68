import { expect, test } from 'vitest'
import { openServer, person, secondDevice } from '../../testing/index.ts'

const refused = (code: string) => expect.objectContaining({ code })
const room = 'R'.repeat(22)
const session = (name: string, some: object = {}) => ({
  room,
  session: name,
  index: 5,
  forwarded: 0,
  verified: false,
  data: `sealed ${name}`,
  ...some,
})

test('a backup grows, keeps the better copy, and opens on the next device; nobody else has it', async () => {
  await using server = await openServer()
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  expect(await ada.call('backups.current', {})).toEqual({ backup: null })
  const { version } = await ada.call('backups.create', { algorithm: 'a', auth: 'b' })
  const first = await ada.call('backups.put', { version, sessions: [session('s'), session('t')] })
  expect(first.count).toBe(2)
  const worse = await ada.call('backups.put', { version, sessions: [session('s', { index: 9, data: 'worse' })] })
  expect(worse).toEqual(first)
  const verified = session('s', { index: 9, verified: true, data: 'better' })
  const better = await ada.call('backups.put', { version, sessions: [verified] })
  expect(better.count).toBe(2)
  expect(better.etag).not.toBe(first.etag)
  const phone = await secondDevice(server, 'ada')
  expect(await phone.call('backups.current', {})).toEqual({
    backup: { version, algorithm: 'a', auth: 'b', ...better },
  })
  expect(await phone.call('backups.get', { version })).toEqual({ sessions: [verified, session('t')], next: null })
  expect(await phone.call('backups.get', { version, room, session: 't' })).toMatchObject({ sessions: [session('t')] })
  await expect(phone.call('backups.get', { version, session: 't' })).rejects.toEqual(refused('bad_request'))
  await expect(ben.call('backups.get', { version })).rejects.toEqual(refused('not_found'))
  await expect(ben.call('backups.remove', { version })).rejects.toEqual(refused('not_found'))
})

test('a device that missed the new backup is told so, and pages lead through all of it', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const old = await ada.call('backups.create', { algorithm: 'a', auth: 'old' })
  const { version } = await ada.call('backups.create', { algorithm: 'a', auth: 'new' })
  const late = ada.call('backups.put', { version: old.version, sessions: [session('s')] })
  await expect(late).rejects.toEqual(refused('backup_replaced'))
  for (const part of [0, 1, 2]) {
    const sessions = Array.from({ length: 150 }, (_, n) => session(`a session ${part} ${n}`))
    await ada.call('backups.put', { version, sessions })
  }
  const names: string[] = []
  const pages: number[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: { sessions: { session: string }[]; next: string | null } = await ada.call('backups.get', {
      version,
      ...(after === '' ? {} : { after }),
    })
    names.push(...page.sessions.map((one) => one.session))
    pages.push(page.sessions.length)
    after = page.next
  }
  expect(pages).toEqual([200, 200, 50])
  expect(new Set(names).size).toBe(450)
  await ada.call('backups.remove', { version })
  await expect(ada.call('backups.get', { version })).rejects.toEqual(refused('not_found'))
  expect(await ada.call('backups.current', {})).toMatchObject({ backup: { version: old.version, count: 0 } })
})
