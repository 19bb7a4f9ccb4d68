import { passkeySecret } from '@parley/protocol'
import { expect, test } from 'vitest'
import { Authenticator } from '../../testing/authenticator.ts'
import { codeOf, openServer, owner, person, personOf, type TestServer } from '../../testing/index.ts'

async function registered(server: TestServer, authenticator: Authenticator, handle: string) {
  const admission = { kind: 'open' } as const
  const begin = { handle, name: 'Ada', admission }
  const { ceremony, options } = await server.http.call('passkeys.register-begin', begin)
  const response = authenticator.create(options)
  return await server.post('passkeys.register-finish', { ceremony, response, device: 'laptop' })
}

async function signedIn(server: TestServer, authenticator: Authenticator) {
  const { ceremony, options } = await server.http.call('passkeys.sign-in-begin', {})
  return await server.post('passkeys.sign-in-finish', {
    ceremony,
    response: authenticator.get(options),
    device: 'phone',
  })
}

async function openHome(): Promise<TestServer> {
  const server = await openServer()
  const olga = await owner(server)
  await olga.call('server.settings', { name: 'Home', registration: 'open' })
  return server
}

test('row 1: an account with a passkey and no password signs in with it again', async () => {
  await using server = await openHome()
  const authenticator = new Authenticator(server.url)
  const ada = personOf(server, await registered(server, authenticator, 'ada'))
  expect(await ada.call('users.me', {})).toMatchObject({ profile: { handle: 'ada' }, passkeys: 1, hasPassword: false })
  const again = personOf(server, await signedIn(server, authenticator))
  expect(again).toMatchObject({ user: ada.user })
  expect(again.device).not.toBe(ada.device)
  const guess = { handle: 'ada', password: 'anything at all', device: '' }
  expect(codeOf(await server.post('sessions.sign-in', guess))).toBe('wrong_credentials')
})

test('the owner link makes an owner with a passkey as well', async () => {
  await using server = await openServer()
  const authenticator = new Authenticator(server.url)
  const admission = { kind: 'owner', token: server.ownerToken ?? '' } as const
  const begun = await server.http.call('passkeys.register-begin', { handle: 'olga', name: 'Olga', admission })
  const response = authenticator.create(begun.options)
  const finish = { ceremony: begun.ceremony, response, device: '' }
  const olga = personOf(server, await server.post('passkeys.register-finish', finish))
  expect(await olga.call('users.me', {})).toMatchObject({ profile: { kind: 'owner' } })
  expect(codeOf(await server.post('passkeys.register-finish', finish))).toBe('passkey_refused')
})

test('an account adds a passkey, once, and for itself only', async () => {
  await using server = await openHome()
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  const authenticator = new Authenticator(server.url)
  const stolen = await ada.call('passkeys.add-begin', {})
  const foreign = { ceremony: stolen.ceremony, response: authenticator.create(stolen.options) }
  await expect(ben.call('passkeys.add-finish', foreign)).rejects.toMatchObject({ code: 'passkey_refused' })
  const { ceremony, options } = await ada.call('passkeys.add-begin', {})
  const answer = { ceremony, response: authenticator.create(options) }
  await ada.call('passkeys.add-finish', answer)
  await expect(ada.call('passkeys.add-finish', answer)).rejects.toMatchObject({ code: 'passkey_refused' })
  expect(await ada.call('users.me', {})).toMatchObject({ passkeys: 1, hasPassword: true })
  const next = await ada.call('passkeys.add-begin', {})
  expect(next.options['excludeCredentials']).toMatchObject([{ id: authenticator.id }])
  expect(personOf(server, await signedIn(server, authenticator)).user).toBe(ada.user)
})

test('a passkey is listed and removed by its person alone; the only way in stays', async () => {
  await using server = await openHome()
  const authenticator = new Authenticator(server.url)
  const ada = personOf(server, await registered(server, authenticator, 'ada'))
  const ben = await person(server, 'ben')
  const { id } = authenticator
  expect(await ada.call('passkeys.list', {})).toMatchObject({ passkeys: [{ id, opens: false }] })
  expect(await ben.call('passkeys.list', {})).toEqual({ passkeys: [] })
  await expect(ben.call('passkeys.remove', { passkey: id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(ada.call('passkeys.remove', { passkey: id })).rejects.toMatchObject({ code: 'last_way_in' })
  await ada.call('secrets.put', { name: passkeySecret(id), body: 'sealed' })
  expect(await ada.call('passkeys.list', {})).toMatchObject({ passkeys: [{ id, opens: true }] })
  const second = new Authenticator(server.url)
  const { ceremony, options } = await ada.call('passkeys.add-begin', {})
  await ada.call('passkeys.add-finish', { ceremony, response: second.create(options) })
  await ada.call('passkeys.remove', { passkey: id })
  expect(await ada.call('secrets.get', { name: passkeySecret(id) })).toEqual({ body: null })
  expect(await ada.call('passkeys.list', {})).toMatchObject({ passkeys: [{ id: second.id, opens: false }] })
  expect(codeOf(await signedIn(server, authenticator))).toBe('passkey_refused')
  const longest = 'x'.repeat(1364)
  await ada.call('secrets.put', { name: passkeySecret(longest), body: 'sealed' })
  const tooLong = ada.call('secrets.put', { name: passkeySecret('x'.repeat(1400)), body: 'sealed' })
  await expect(tooLong).rejects.toMatchObject({ code: 'bad_request' })
})

test('a passkey of another page, another host, without verification, or unknown is refused', async () => {
  await using server = await openHome()
  const good = new Authenticator(server.url)
  await registered(server, good, 'ada')
  expect((await signedIn(server, good)).status).toBe(200)
  good.verifies = false
  expect(codeOf(await signedIn(server, good))).toBe('passkey_refused')
  expect(codeOf(await registered(server, new Authenticator('http://localhost:1'), 'eve'))).toBe('passkey_refused')
  expect(codeOf(await registered(server, new Authenticator(server.url, 'evil.example'), 'eve'))).toBe('passkey_refused')
  expect(codeOf(await signedIn(server, new Authenticator(server.url)))).toBe('passkey_refused')
})

test('a challenge is good for one answer, and a counter that goes back tells a copy', async () => {
  await using server = await openHome()
  const authenticator = new Authenticator(server.url)
  await registered(server, authenticator, 'ada')
  const { ceremony, options } = await server.http.call('passkeys.sign-in-begin', {})
  const finish = { ceremony, response: authenticator.get(options), device: '' }
  expect((await server.post('passkeys.sign-in-finish', finish)).status).toBe(200)
  expect(codeOf(await server.post('passkeys.sign-in-finish', finish))).toBe('passkey_refused')
  authenticator.counter = 0
  expect(codeOf(await signedIn(server, authenticator))).toBe('passkey_refused')
})

test('structures of any shape are refused by name', async () => {
  await using server = await openHome()
  for (const response of [{}, { id: 'x' }, { id: 7, response: null }, { id: 'x', response: { userHandle: {} } }]) {
    const { ceremony } = await server.http.call('passkeys.sign-in-begin', {})
    const answer = await server.http.post('passkeys.sign-in-finish', { ceremony, response, device: '' })
    expect(codeOf(answer)).toBe('passkey_refused')
  }
  const { ceremony } = await server.http.call('passkeys.register-begin', {
    handle: 'ada',
    name: 'Ada',
    admission: { kind: 'open' },
  })
  const answer = await server.http.post('passkeys.register-finish', { ceremony, response: { id: 'x' }, device: '' })
  expect(codeOf(answer)).toBe('passkey_refused')
})
