import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { ParleyError } from '@parley/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, message, roomOf, say, settle } from '../../ports/storage/cast.contract.ts'
import type { Storage } from '../../ports/storage/storage.ts'
import { type PostgresServer, startPostgres } from '../../testing/postgres.ts'
import { placeOn } from './place.contract.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

async function placeWithRoom() {
  const place = await placeOn(server)
  await using storage = await place.open()
  await settle(storage)
  await storage.apply('room.create', roomOf('r', 'public', ['ada']))
  return place
}

const logOf = (storage: Storage) => storage.read('entry.range', { room: idOf('r'), after: 0, until: 1e9, limit: 1e6 })

/** Appends without end, a burst at a time, and prints each position once it is acknowledged. */
const appendForever = (url: string): string => `
  const { openPostgresStorage } = await import(${JSON.stringify(new URL('./storage.ts', import.meta.url).href)})
  const storage = await openPostgresStorage({ url: ${JSON.stringify(url)}, freshEpoch: 'x', died() {} })
  const sample = ${JSON.stringify(message('r', 'ada', 'm'))}
  const run = process.hrtime.bigint()
  for (let n = 0; ; n += 64) {
    await Promise.all(Array.from({ length: 64 }, async (_, k) => {
      const done = await storage.apply('entry.append', { ...sample, id: sample.id + run + (n + k) })
      console.log(done.seq)
    }))
  }`

test('row 43, row 108: what was acknowledged is there, without a hole, after the process was killed in the middle of a batch', async () => {
  await using place = await placeWithRoom()
  for (const more of [100, 1000, 3000]) {
    const url = server.url(place.database)
    const child = spawn(process.execPath, ['--input-type=module', '-e', appendForever(url)])
    const closed = once(child, 'close')
    let [acknowledged, count] = [0, 0]
    for await (const line of createInterface(child.stdout)) {
      acknowledged = Math.max(acknowledged, Number(line))
      count += 1
      if (count >= more) child.kill('SIGKILL')
    }
    await closed
    expect(count).toBeGreaterThanOrEqual(more)
    await using storage = await place.open()
    const log = await logOf(storage)
    expect(log.length).toBeGreaterThanOrEqual(acknowledged)
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: log.length }, (_, n) => n + 1))
  }
})

/** Appends in bursts until one is not stored; answers what was acknowledged, and the ids of what was not. */
async function appendUntilRefused(storage: Storage, round: number, began: () => void) {
  const acknowledged = new Map<string, number>()
  const refused: { readonly id: string; readonly error: unknown }[] = []
  for (let burst = 0; refused.length === 0; burst += 1) {
    const ids = Array.from({ length: 64 }, (_, n) => `${round}-${burst}-${n}`)
    const append = async (id: string): Promise<void> => {
      try {
        acknowledged.set(id, (await say(storage, message('r', 'ada', id))).seq)
      } catch (error) {
        refused.push({ id, error })
      }
    }
    await Promise.all(ids.map(append))
    if (burst === 3) began()
  }
  return { acknowledged, refused }
}

/** Tries until the database takes writes again; the server says nothing of when that is. */
async function sayAgain(storage: Storage, id: string) {
  for (;;) {
    try {
      return await say(storage, message('r', 'ada', id))
    } catch (error) {
      if (!(error instanceof ParleyError && error.code === 'unavailable')) throw error
      await new Promise(setImmediate)
    }
  }
}

test('row 46, row 108: kill -9 of the database in the middle of appends loses nothing that was acknowledged, and the same store goes on after it', async () => {
  await using place = await placeWithRoom()
  await using storage = await place.open()
  for (const round of [1, 2, 3]) {
    let killed: Promise<void> = Promise.resolve()
    const { acknowledged, refused } = await appendUntilRefused(storage, round, () => {
      killed = server.kill()
    })
    await killed
    for (const { error } of refused) expect(error).toMatchObject({ code: 'unavailable' })
    await server.start()
    // The same ids again, in their order: found, where the commit had happened without an answer, else stored.
    for (const { id } of refused) acknowledged.set(id, (await sayAgain(storage, id)).seq)
    const log = await logOf(storage)
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: log.length }, (_, n) => n + 1))
    const stored = new Map(log.map(({ id, seq }) => [id, seq]))
    for (const [id, seq] of acknowledged) expect(stored.get(idOf(id)), id).toBe(seq)
    expect(stored.size).toBe(log.length)
  }
})
