import { expect, test } from 'vitest'
import { openServer, person, secondDevice } from '../../testing/index.ts'

test('what one device sealed the next one gets, nobody else, and there are 500 at most', async () => {
  await using server = await openServer()
  const [ada, ben] = [await person(server, 'ada'), await person(server, 'ben')]
  expect(await ada.call('secrets.get', { name: 'm.signing' })).toEqual({ body: null })
  await ada.call('secrets.put', { name: 'm.signing', body: 'first' })
  await ada.call('secrets.put', { name: 'm.signing', body: 'sealed' })
  const phone = await secondDevice(server, 'ada')
  expect(await phone.call('secrets.get', { name: 'm.signing' })).toEqual({ body: 'sealed' })
  expect(await ben.call('secrets.get', { name: 'm.signing' })).toEqual({ body: null })
  await ada.call('secrets.put', { name: 'gone', body: 'b' })
  await ada.call('secrets.put', { name: 'gone', body: null })
  expect(await ada.call('secrets.get', { name: 'gone' })).toEqual({ body: null })
  for (let n = 1; n < 500; n += 1) await ada.call('secrets.put', { name: `n${n}`, body: 'b' })
  await expect(ada.call('secrets.put', { name: 'one more', body: 'b' })).rejects.toMatchObject({ code: 'too_many' })
  await ada.call('secrets.put', { name: 'n1', body: 'x'.repeat(16_384) })
  expect((await phone.call('secrets.get', { name: 'n1' })).body).toHaveLength(16_384)
})
