import { expect, test } from 'vitest'
import { events } from '../testing/event-stream.ts'
import { codeOf, openServer, person, secondDevice } from '../testing/index.ts'

const resume = { type: 'resume', cursors: { epoch: null, inbox: 0, rooms: {}, at: 0 } } as const

test('the uplink of an event stream carries frames for the connection that welcome named', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const frames = events(server, ada)
  const { value: welcome } = await frames.next()
  if (welcome?.type !== 'welcome') throw new Error('no welcome')
  const { connection } = welcome
  await ada.call('connection.frame', { connection, frame: { type: 'beat' } })
  await ada.call('connection.frame', { connection, frame: resume })
  expect((await frames.next()).value).toMatchObject({ type: 'snapshot', me: { handle: 'ada' } })
  expect((await frames.next()).value).toEqual({ type: 'live' })
  const command = { type: 'do', id: 1, command: 'users.me', input: {} } as const
  await expect(ada.call('connection.frame', { connection, frame: command })).rejects.toMatchObject({
    code: 'bad_request',
  })
  await ada.call('sessions.sign-out', {})
  expect((await frames.next()).value).toMatchObject({ type: 'close', code: 4403 })
})

test('nobody else, and no other device, sends over it', async () => {
  await using server = await openServer()
  const ada = await person(server, 'ada')
  const others = [await person(server, 'ben'), await secondDevice(server, 'ada')]
  const frames = events(server, ada)
  const { value: welcome } = await frames.next()
  const connection = welcome?.type === 'welcome' ? welcome.connection : ''
  for (const other of others) {
    const answer = await server.http.post('connection.frame', { connection, frame: resume }, { access: other.access })
    expect(codeOf(answer)).toBe('not_found')
  }
  await frames.return(undefined)
})
