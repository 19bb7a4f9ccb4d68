import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { memoryStore } from '../store/memory.ts'
import { live, meetIn, Town } from '../testing/town.ts'

const lasting = () => ({ ...memoryStore(), close: async () => undefined })

test('who signs out without a connection is signed out here, and at the server once it is there', async () => {
  await using town = await Town.open()
  const store = lasting()
  const desk = await town.person('ada')
  const phone = await town.device('ada', { store })
  await meetIn(phone)
  const devices = async () => (await desk.call('sessions.list', {})).sessions.length
  expect(await devices()).toBe(2)
  await town.stop()
  await until(phone.connection, ({ kind }) => kind === 'connecting')
  expect(await phone.auth.signOut()).toEqual({ told: false })
  expect(phone.session.get()).toEqual({ kind: 'signed-out', reason: 'signed-out' })
  expect(phone.rooms.get()).toEqual([])
  await phone.close()
  await town.begin()
  await live(desk)
  expect(await devices()).toBe(2)
  const again = town.engine({ store })
  await again.begun
  expect(again.session.get().kind).toBe('signed-out')
  await expect.poll(devices).toBe(1)
  expect(again.session.get().kind).toBe('signed-out')
  await expect.poll(() => store.get('meta', '', 'leaving')).toBeUndefined()
})

test('whoever signs in after that is signed in, and the session before it has ended', async () => {
  await using town = await Town.open()
  const desk = await town.person('ada')
  const phone = await town.device('ada')
  const first = phone.session.get()
  await town.stop()
  await until(phone.connection, ({ kind }) => kind === 'connecting')
  await phone.auth.signOut()
  await town.begin()
  await live(desk)
  await phone.auth.signIn({ handle: 'ada', password: 'a whole sentence as password' })
  await live(phone)
  const { sessions } = await desk.call('sessions.list', {})
  expect(sessions.length).toBe(2)
  expect(sessions.map(({ device }) => device)).not.toContain(first.kind === 'signed-in' ? first.device : '')
})
