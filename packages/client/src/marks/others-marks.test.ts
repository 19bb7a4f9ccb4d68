import type { Mark, SealedMark } from '@parley/protocol'
import { expect, test } from 'vitest'
import { OthersMarks } from './others-marks.ts'

const value = (device: string, sealed: string, user = 'ben'): SealedMark => ({ user, device, sealed })

/** Opens what stands in `known`, each when it is let go. */
function desk(known: Readonly<Record<string, number | undefined>>) {
  const asked: string[] = []
  const told: Mark[][] = []
  const waiting: (() => void)[] = []
  const marks = new OthersMarks({
    me: () => 'me',
    async open(_, { user, sealed }) {
      asked.push(sealed)
      await new Promise<void>((resolve) => waiting.push(resolve))
      const read = known[sealed]
      return read === undefined ? null : { user, delivered: read, read }
    },
    opened: (_, news) => told.push([...news]),
  })
  async function settle(): Promise<void> {
    do {
      for (const go of waiting.splice(0)) go()
      await new Promise((resolve) => setTimeout(resolve))
    } while (waiting.length > 0)
  }
  return { marks, asked, told, settle }
}

test('of each device only the last is opened, nothing twice, and nothing of mine', async () => {
  const { marks, asked, told, settle } = desk({ a: 1, c: 3, d: 4 })
  marks.take('r', [value('phone', 'a'), value('mine', 'x', 'me')])
  marks.take('r', [value('phone', 'b'), value('desk', 'd')])
  marks.take('r', [value('phone', 'c')])
  await settle()
  expect(asked).toEqual(['a', 'c', 'd'])
  marks.take('r', [value('phone', 'c'), value('desk', 'd')])
  await settle()
  expect(asked.length).toBe(3)
  expect(told.flat().map(({ read }) => read)).toEqual([1, 3, 4])
})

test('what is closed is known as such until it is asked for again', async () => {
  const { marks, told, settle } = desk({})
  marks.take('r', [value('phone', 'a')])
  await settle()
  expect([marks.closed, told]).toEqual([['r'], []])
  expect([marks.mayOpen('r'), marks.mayOpen('r'), marks.mayOpen('s')]).toEqual([true, false, false])
})

test('a key that comes while a mark is looked at without it: the mark comes again, and opens', async () => {
  const looks = [undefined, 1]
  const { marks, told, settle } = desk({
    get a() {
      return looks.shift()
    },
  })
  marks.take('r', [value('phone', 'a')])
  expect([marks.closed, marks.mayOpen('r')]).toEqual([['r'], true])
  marks.take('r', [value('phone', 'a')])
  await settle()
  expect(told).toEqual([[{ user: 'ben', delivered: 1, read: 1 }]])
})

test('what was forgotten meanwhile is not told', async () => {
  const { marks, told, asked, settle } = desk({ a: 1 })
  marks.take('r', [value('phone', 'a')])
  marks.forget()
  marks.take('r', [value('phone', 'a')])
  await settle()
  expect(asked).toEqual(['a', 'a'])
  expect(told.length).toBe(1)
})
