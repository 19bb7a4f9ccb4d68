import { expect, test } from 'vitest'
import { simulate } from './simulate.ts'

test.each([1, 2, 3, 4, 5, 6])('D1: a simulated run keeps the contract of delivery, seed %i', async (seed) => {
  const { findings, lines } = await simulate(seed, 600)
  expect(findings).toEqual([])
  expect(lines.filter(({ op }) => op === 'display').length).toBeGreaterThan(100)
})

test('D1: a seed tells the same history, byte for byte, each time', async () => {
  const tell = async (): Promise<string> => JSON.stringify((await simulate(7, 600)).lines)
  const told = await tell()
  expect(await tell()).toBe(told)
})
