import { hash } from '@node-rs/bcrypt'
import { expect, test } from 'vitest'
import { codeOf, guest, handClock, openServer, owner, passwordOf, person, personOf } from '../../testing/index.ts'

test('row 2: a wrong handle and a wrong password get the same answer', async () => {
  await using server = await openServer()
  await person(server, 'ada')
  const bcrypt = await hash('brought along', { cost: 4 })
  await (await owner(server)).call('accounts.import', { handle: 'imported', name: 'I', bcrypt })
  const tried = [
    { handle: 'ada', password: 'not her password at all' },
    { handle: 'imported', password: 'not what was brought along' },
    { handle: 'nobody-here', password: passwordOf('ada') },
    { handle: 'ada\u0000', password: passwordOf('ada') },
    { handle: '-- not a handle --', password: 'x' },
  ]
  const answers = await Promise.all(tried.map((input) => server.post('sessions.sign-in', { ...input, device: '' })))
  const [first, ...others] = answers.map(({ status, body, cookie }) => ({ status, body, cookie }))
  expect(first).toMatchObject({ status: 401, body: { code: 'wrong_credentials' }, cookie: undefined })
  for (const other of others) expect(other).toEqual(first)
})

test('row 2: a handle is folded before it is looked up', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  for (const handle of ['ADA', ' ada ', 'ａｄａ']) {
    const answer = await server.post('sessions.sign-in', { handle, password: passwordOf('ada'), device: '' })
    expect(personOf(server, answer).user).toBe(ada.user)
  }
})

test('row 2: wrong guesses at one account wait longer and longer; the same for a handle that nobody has', async () => {
  await using server = await openServer({}, undefined, handClock())
  await person(server, 'ada')
  for (const handle of ['ada', 'nobody-here']) {
    const guesses = Array.from({ length: 20 }, () =>
      server.post('sessions.sign-in', { handle, password: 'x', device: '' }),
    )
    const codes = (await Promise.all(guesses)).map(codeOf)
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(5)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(15)
  }
  const right = await server.post('sessions.sign-in', { handle: 'ada', password: passwordOf('ada'), device: '' })
  expect(right).toMatchObject({ status: 429, body: { retryable: true, retry_after: expect.any(Number) } })
  expect(right.headers.get('retry-after')).toMatch(/^\d+$/)
})

test('tries from one address are limited as configured, whatever handle they name', async () => {
  await using server = await openServer({ PARLEY_CREDENTIALS_PER_MINUTE: '6' })
  const guess = (handle: string) => server.post('sessions.sign-in', { handle, password: 'x', device: '' })
  const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => guess(`user${at}`)))
  expect(answers.map(codeOf).filter((code) => code === 'rate_limited')).toHaveLength(4)
})

test('row 3: a guest comes by a link with a nickname only, into its room, and is no account', async () => {
  await using server = await openServer()
  const olga = await owner(server)
  const room = 'R'.repeat(22)
  await olga.call('rooms.create', { id: room, kind: 'public', name: 'Kitchen', topic: '' })
  const socket = await olga.socket()
  await socket.resume()
  const gus = await guest(server, 'Gus 🦆', room, olga)
  expect(await gus.call('users.me', {})).toMatchObject({ profile: { handle: null, name: 'Gus 🦆', kind: 'guest' } })
  const { entry } = await socket.next('entry', (frame) => frame.entry.body.includes('"joined"'))
  expect(JSON.parse(entry.body)).toEqual({ v: 1, kind: 'joined', user: gus.user })
  const joined = await socket.next('member')
  expect(joined).toMatchObject({ room, profile: { name: 'Gus 🦆' }, role: 'member', state: 'joined', members: 2 })
  const mine = await (await gus.socket()).resume()
  expect(mine.rooms).toMatchObject([{ id: room, since: 1, head: entry.seq, messages: 0, members: 2 }])
  await gus.call('messages.send', { room, id: 'M'.repeat(22), kind: 'message', body: 'quack' })
  expect(await socket.next('entry', (frame) => frame.entry.body === 'quack')).toMatchObject({
    entry: { sender: gus.user },
  })
  const refused = { code: 'forbidden' }
  await expect(gus.call('users.search', { text: 'o' })).rejects.toMatchObject(refused)
  await expect(gus.call('invites.list', {})).rejects.toMatchObject(refused)
  await expect(gus.call('passkeys.add-begin', {})).rejects.toMatchObject(refused)
})
