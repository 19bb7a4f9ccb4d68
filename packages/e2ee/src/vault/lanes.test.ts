import { expect, test } from 'vitest'
import { Lanes } from './lanes.ts'

test('turns of one name follow each other, also after one that failed; other names do not wait', async () => {
  const lanes = new Lanes()
  const told: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = lanes.run('a', async () => {
    await gate.promise
    told.push('first')
    throw new Error('it failed')
  })
  const second = lanes.run('a', async () => void told.push('second'))
  await lanes.run('b', async () => void told.push('beside'))
  gate.resolve()
  await expect(first).rejects.toThrow('it failed')
  await second
  expect(told).toEqual(['beside', 'first', 'second'])
})
