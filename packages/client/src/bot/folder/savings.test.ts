import { expect, test } from 'vitest'
import { Savings } from './savings.ts'

test('who asks while a save runs waits for the next one, which serves all of them', async () => {
  const saves: PromiseWithResolvers<void>[] = []
  const savings = new Savings(() => {
    saves.push(Promise.withResolvers<void>())
    return saves.at(-1)?.promise ?? Promise.resolve()
  })
  const order: string[] = []
  const ask = async (name: string): Promise<void> => {
    await savings.now()
    order.push(name)
  }
  const first = ask('first')
  await expect.poll(() => saves.length).toBe(1)
  const others = [ask('second'), ask('third')]
  await Promise.resolve()
  expect(saves.length).toBe(1)
  saves[0]?.resolve()
  await first
  expect(order).toEqual(['first'])
  await expect.poll(() => saves.length).toBe(2)
  saves[1]?.resolve()
  await Promise.all(others)
  expect(order).toEqual(['first', 'second', 'third'])
})

test('a save that fails is told to who asked for it, and the next one is made all the same', async () => {
  let isFull = true
  const savings = new Savings(async () => {
    if (isFull) throw new Error('no room')
  })
  await expect(savings.now()).rejects.toThrow('no room')
  isFull = false
  await savings.now()
})
