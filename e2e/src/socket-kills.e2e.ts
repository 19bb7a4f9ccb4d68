import { afterAll, beforeAll, expect, test } from 'vitest'
import { readThrough, writeMany } from './house/conversation.ts'
import { type Line, openLine } from './house/line.ts'
import type { Person } from './house/person.ts'
import { openTown, type Town } from './house/town.ts'

let line: Line
let town: Town
beforeAll(async () => {
  line = await openLine()
  town = await openTown({ PARLEY_ORIGINS: line.url })
  line.target = Number(new URL(town.server.url).port)
})
afterAll(async () => {
  await town[Symbol.asyncDispose]()
  await line[Symbol.asyncDispose]()
})

const each = 500
const texts = ({ name }: Person) => Array.from({ length: each }, (_, n) => `${name} ${n}.`)

/** Cuts every connection at random moments until it is told to stop. */
function cutAtRandom(): () => number {
  let cuts = 0
  let timer: ReturnType<typeof setTimeout>
  const next = (): void => {
    timer = setTimeout(
      () => {
        cuts += 1
        line.cut()
        next()
      },
      200 + Math.random() * 1_300,
    )
  }
  next()
  return () => {
    clearTimeout(timer)
    return cuts
  }
}

test('row 16: 1,000 messages with random socket kills: none lost, none twice, same order on both', {
  timeout: 600_000,
}, async () => {
  const ada = await town.person('Ada', { url: line.url })
  const bo = await town.person('Bo', { url: line.url })
  const room = await town.room([ada, bo])
  await ada.enter(room)
  await bo.enter(room)
  const stop = cutAtRandom()
  await Promise.all([writeMany(ada.page, texts(ada)), writeMany(bo.page, texts(bo))])
  expect(stop()).toBeGreaterThan(5)
  const count = async () => {
    const { entries } = await ada.call('messages.history', { room, at: { kind: 'newest' }, limit: 1 })
    return entries[0]?.messages
  }
  await expect.poll(count, { timeout: 300_000 }).toBe(2 * each)
  const [adas, bos] = [await readThrough(ada.page), await readThrough(bo.page)]
  expect(adas).toEqual(bos)
  for (const person of [ada, bo]) {
    const own = adas.map(({ text }) => text).filter((text) => text.startsWith(person.name))
    expect(own).toEqual(texts(person))
  }
  expect(adas).toHaveLength(2 * each)
})
