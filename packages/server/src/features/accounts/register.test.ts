import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { expect, test } from 'vitest'
import { codeOf, openServer, owner, passwordOf, person, personOf } from '../../testing/index.ts'

const base = { name: 'Somebody', password: passwordOf('somebody'), device: 'test' }
const open = { kind: 'open' } as const

const storedPassword = (folder: string, handle: string): unknown => {
  using db = new DatabaseSync(join(folder, 'parley.db'), { readOnly: true })
  return db.prepare('SELECT password FROM users WHERE handle = ?').get(handle)?.['password']
}

test('row 1: the owner link makes the first account, once', async () => {
  await using server = await openServer()
  const admission = { kind: 'owner', token: server.ownerToken ?? '' } as const
  expect((await server.post('server.info', {})).body).toMatchObject({ hasOwner: false, passwordMinimum: 15 })
  expect((await server.post('accounts.check-admission', { admission })).body).toMatchObject({
    good: true,
    for: 'owner',
  })
  const wrong = { ...admission, token: 'x'.repeat(43) }
  expect(codeOf(await server.post('accounts.register', { ...base, handle: 'mallory', admission: wrong }))).toBe(
    'owner_link_spent',
  )
  const olga = await owner(server)
  expect(await olga.call('users.me', {})).toMatchObject({
    profile: { kind: 'owner', handle: 'olga' },
    hasPassword: true,
  })
  expect(codeOf(await server.post('accounts.register', { ...base, handle: 'second', admission }))).toBe(
    'owner_link_spent',
  )
  expect((await server.post('server.info', {})).body).toMatchObject({ hasOwner: true, registration: 'invite' })
})

test('row 1: of two that use the owner link at the same moment, one becomes owner', async () => {
  await using server = await openServer()
  const admission = { kind: 'owner', token: server.ownerToken ?? '' } as const
  const tries = ['ada', 'ben'].map((handle) => server.post('accounts.register', { ...base, handle, admission }))
  const answers = await Promise.all(tries)
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
})

test('an owner link lasts until there is an owner, whatever starts anew, and is worth nothing then', async () => {
  await using server = await openServer()
  const token = server.ownerToken ?? ''
  await server.stop()
  await using again = await openServer({}, server.folder)
  expect(again.ownerToken).toBe(token)
  await owner(again)
  const admission = { kind: 'owner', token } as const
  expect(codeOf(await again.post('accounts.register', { ...base, handle: 'ada', admission }))).toBe('owner_link_spent')
  await again.stop()
  await using third = await openServer({}, server.folder)
  expect(third.ownerToken).toBeNull()
})

test('row 4: Anna takes anna, and keeps what looks like it', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  await olga.call('server.settings', { name: 'Home', registration: 'open' })
  expect(codeOf(await server.post('accounts.register', { ...base, handle: 'Anna', admission: open }))).toBeUndefined()
  const verdicts = {
    anna: 'handle_taken',
    аnna: 'handle_look_alike',
    'an.na': 'handle_look_alike',
    admin: 'handle_taken',
    ömer: 'handle_not_allowed',
  }
  for (const [handle, verdict] of Object.entries(verdicts)) {
    expect((await server.post('accounts.check-handle', { handle })).body).toEqual({ verdict })
    expect(codeOf(await server.post('accounts.register', { ...base, handle, admission: open })), handle).toBe(verdict)
  }
  expect((await server.post('accounts.check-handle', { handle: 'hanna' })).body).toEqual({ verdict: 'free' })
})

test('registration is by invitation until the owner opens it', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  expect(codeOf(await server.post('accounts.register', { ...base, handle: 'ada', admission: open }))).toBe(
    'invite_needed',
  )
  const ada = await person(server, 'ada')
  await expect(ada.call('server.settings', { name: 'Mine', registration: 'open' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await olga.call('server.settings', { name: 'Home', registration: 'open' })
  expect((await server.post('server.info', {})).body).toMatchObject({ name: 'Home', registration: 'open' })
  expect((await server.post('accounts.register', { ...base, handle: 'ben', admission: open })).status).toBe(200)
})

test('a password that is short or common makes no account', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  await olga.call('server.settings', { name: 'Home', registration: 'open' })
  const tried = { 'too short': 'password_too_short', passwordpassword: 'password_too_common' }
  for (const [password, code] of Object.entries(tried)) {
    const answer = await server.post('accounts.register', { ...base, handle: 'ada', password, admission: open })
    expect(codeOf(answer)).toBe(code)
  }
  expect((await server.post('accounts.check-handle', { handle: 'ada' })).body).toEqual({ verdict: 'free' })
})

test('row 5: the database holds Argon2id, and an imported bcrypt hash until its person signs in', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  expect(storedPassword(server.folder, 'olga')).toMatch(/^\$argon2id\$v=19\$/)
  const hash = await bcrypt('short', { cost: 4 })
  await olga.call('accounts.import', { handle: 'ben', name: 'Ben', bcrypt: hash })
  const signIn = { handle: 'Ben', password: 'short', device: 'test' }
  expect(codeOf(await server.post('sessions.sign-in', { ...signIn, password: 'shorT' }))).toBe('wrong_credentials')
  expect(storedPassword(server.folder, 'ben')).toBe(hash)
  const ben = personOf(server, await server.post('sessions.sign-in', signIn))
  expect(storedPassword(server.folder, 'ben')).toMatch(/^\$argon2id\$v=19\$/)
  expect(await ben.call('users.me', {})).toMatchObject({ profile: { name: 'Ben', kind: 'account' } })
  expect((await server.post('sessions.sign-in', signIn)).status).toBe(200)
})

test('an imported hash that would take seconds to check is refused', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  const slow = `$2b$31$${'a'.repeat(53)}`
  await expect(olga.call('accounts.import', { handle: 'ben', name: 'Ben', bcrypt: slow })).rejects.toMatchObject({
    code: 'bad_request',
  })
})

test('no password, token or ticket is in the data folder, and its keys are for the server alone', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  const { token } = await olga.call('invites.create', { for: 'account', room: null, uses: 1, hours: 1 })
  const { ticket } = await olga.call('sessions.ticket', {})
  const [, , secret = ''] = olga.cookie.split('.')
  const files = await readdir(server.folder)
  const kept = await Promise.all(files.map((file) => readFile(join(server.folder, file), 'latin1')))
  for (const text of [passwordOf('olga'), token, ticket, secret, olga.access, server.ownerToken ?? '']) {
    expect(text).not.toBe('')
    expect(kept.some((content) => content.includes(text))).toBe(false)
  }
  expect((await stat(join(server.folder, 'keys.json'))).mode & 0o777).toBe(0o600)
})

test('an account says that it is a bot when it is made; a bot owns no server', async () => {
  await using server = await openServer()
  const admission = { kind: 'owner', token: server.ownerToken ?? '' } as const
  const asOwner = await server.post('accounts.register', { ...base, handle: 'echo', admission, bot: true })
  expect(codeOf(asOwner)).toBe('bad_request')
  const olga = await owner(server)
  await olga.call('server.settings', { name: 'Test', registration: 'open' })
  const wrong = await server.post('accounts.register', {
    ...base,
    handle: 'echo',
    admission: open,
    bot: 'yes' as never,
  })
  expect(codeOf(wrong)).toBe('bad_request')
  const made = await server.post('accounts.register', { ...base, handle: 'echo', admission: open, bot: true })
  expect(made.status).toBe(200)
  expect((await olga.call('users.search', { text: 'echo' })).users).toMatchObject([{ handle: 'echo', kind: 'bot' }])
})
