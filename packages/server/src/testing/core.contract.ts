import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { ServerFrame } from '@parley/protocol'
import { memoryFanout } from '../adapters/memory/fanout.ts'
import { openSqliteStorage } from '../adapters/sqlite/storage.ts'
import { Connection } from '../gateway/connection.ts'
import { Delivery } from '../gateway/delivery.ts'
import { Outbox } from '../gateway/outbox.ts'
import { type Actor, deviceOf, settle, userOf } from '../ports/storage/cast.contract.ts'
import { handClock } from './hand-clock.ts'

/** What stands behind the gateway, without one: the store with its cast, the fan-out, a clock that is moved by hand. */
export async function openCore() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  const died = (error: Error): void => {
    throw error
  }
  const storage = await openSqliteStorage({ folder, freshEpoch: 'e', died })
  await settle(storage)
  const fanout = memoryFanout()
  const clock = handClock()
  return {
    storage,
    fanout,
    clock,
    delivery: new Delivery({ storage, fanout, clock }),
    async [Symbol.asyncDispose]() {
      await storage[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A connection of somebody of the cast that remembers what it was sent. */
export function connectionOf(who: Actor, id: string = who) {
  const frames: ServerFrame[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      for (const line of String(chunk).split('\n\n')) {
        if (line !== '') frames.push(JSON.parse(line.slice('data: '.length)) as ServerFrame)
      }
      done()
    },
  })
  const limits = { bytes: 1e6, frames: 1000 }
  const outbox = new Outbox(
    stream,
    (frame) => frame.eventStream,
    limits,
    () => undefined,
  )
  const actor = { user: userOf(who), device: deviceOf(who), kind: 'account' as const }
  return { frames, outbox, connection: new Connection(id, actor, { outbox, close: () => undefined }, 0, 1e15) }
}
