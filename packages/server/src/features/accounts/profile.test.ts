import { expect, test } from 'vitest'
import { z } from 'zod'
import { openServer, owner, person } from '../../testing/index.ts'

const room = 'R'.repeat(22)
type Schema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>

test('row 13: GET /api/users/me validates against the published schema', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada', 'Ada')
  const answer = await server.http.fetch('/api/users/me', { headers: { authorization: `Bearer ${ada.access}` } })
  const document = (await server.http.fetch('/api/openapi.json')).body as {
    openapi: string
    paths: Record<string, { get: { responses: Record<string, { content: Record<string, { schema: Schema }> }> } }>
  }
  expect(document.openapi).toMatch(/^3\.1/)
  const schema = document.paths['/api/users/me']?.get.responses['200']?.content['application/json']?.schema ?? {}
  expect(z.fromJSONSchema(schema).parse(answer.body)).toEqual({
    profile: { id: ada.user, handle: 'ada', name: 'Ada', kind: 'account' },
    settings: { invisible: false, typing: true, receipts: true, reports: true },
    passkeys: 0,
    hasPassword: true,
  })
})

test('a new display name shows on my devices and to those who share a room', async () => {
  await using server = await openServer()
  const [olga, ada] = [await owner(server), await person(server, 'ada')]
  await olga.call('rooms.create', { id: room, kind: 'public', name: 'Hall', topic: '' })
  await ada.call('rooms.join', { room })
  const [theirs, mine] = [await olga.socket(), await ada.socket()]
  await Promise.all([theirs.resume(), mine.resume()])
  await ada.call('users.update', { name: '  عائشة \u202E' })
  for (const socket of [theirs, mine]) {
    expect((await socket.next('profile')).profile).toEqual({
      id: ada.user,
      handle: 'ada',
      name: 'عائشة',
      kind: 'account',
    })
  }
  expect(await olga.call('users.get', { users: [ada.user, 'X'.repeat(22)] })).toMatchObject({
    users: [{ name: 'عائشة' }],
  })
})

test('settings are kept, shown on connect, and told to my other devices', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const socket = await ada.socket()
  expect((await socket.resume()).settings).toEqual({ invisible: false, typing: true, receipts: true, reports: true })
  const settings = { invisible: true, typing: false, receipts: false, reports: false }
  await ada.call('users.settings', { settings })
  expect(await socket.next('settings')).toMatchObject({ settings })
  expect(await ada.call('users.me', {})).toMatchObject({ settings })
})

test('people are found by the beginning of handle or name, whatever its case', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  await person(server, 'ada', 'Ada Lovelace')
  await person(server, 'emile', 'Émile')
  const found = async (text: string) => (await olga.call('users.search', { text })).users.map(({ handle }) => handle)
  expect(await found('ADA')).toEqual(['ada'])
  expect(await found('@ad')).toEqual(['ada'])
  expect(await found('ada l')).toEqual(['ada'])
  expect(await found('éMI')).toEqual(['emile'])
  expect(await found('lovelace')).toEqual([])
  expect(await found('%')).toEqual([])
  expect(await found('')).toEqual(['ada', 'olga', 'emile'])
})
