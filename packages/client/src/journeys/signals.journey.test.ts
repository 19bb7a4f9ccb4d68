import { expect, test } from 'vitest'
import { memoryStore } from '../store/memory.ts'
import { eventually, live, Town } from '../testing/town.ts'

test('C6: a signal that a listener failed at comes again, before the next one, and once it is through not again', async () => {
  await using town = await Town.open()
  const store = { ...memoryStore(), close: async () => undefined }
  const ada = await town.person('ada')
  const ben = await town.person('ben', { store })
  const session = ben.session.get()
  const { user, device } = session.kind === 'signed-in' ? session : { user: '', device: '' }
  const room = await ada.direct([user])
  const { call } = await ada.call('calls.start', { room, media: 'audio' })
  await ben.call('calls.join', { call: call.id })
  const got: string[] = []
  const good: string[] = []
  ben.onSignal(({ body }) => {
    got.push(body)
    if (body === 'first' && got.length < 3) throw new Error('The disk is full for a moment.')
  })
  ben.onSignal(({ body }) => void good.push(body))
  for (const body of ['first', 'second']) await ada.call('calls.signal', { call: call.id, device, body })
  await eventually(() => got.at(-1) === 'second' && good.length === 2)
  expect(got).toEqual(['first', 'first', 'first', 'second'])
  expect(good).toEqual(['first', 'second'])
  await ben.close()
  const back = town.engine({ store })
  const later: string[] = []
  back.onSignal(({ body }) => void later.push(body))
  await live(back)
  await ada.call('calls.signal', { call: call.id, device, body: 'third' })
  await eventually(() => later.length > 0)
  expect(later).toEqual(['third'])
})
