import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Cursors, ServerFrame } from '@parley/protocol'
import { expect, test } from 'vitest'
import { memoryFanout } from '../adapters/memory/fanout.ts'
import { openSqliteStorage } from '../adapters/sqlite/storage.ts'
import { deviceOf, idOf, message, moves, roomOf, settle, userOf } from '../ports/storage/cast.contract.ts'
import type { Storage } from '../ports/storage/storage.ts'
import { handClock } from '../testing/index.ts'
import { catchUp } from './catch-up.ts'
import { Connection } from './connection.ts'
import { Delivery } from './delivery.ts'
import { Outbox } from './outbox.ts'

/** A connection of Ben that remembers what it was sent. */
function connectionOfBen() {
  const frames: ServerFrame[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      for (const line of String(chunk).split('\n\n')) {
        if (line !== '') frames.push(JSON.parse(line.slice('data: '.length)) as ServerFrame)
      }
      done()
    },
  })
  const outbox = new Outbox(
    stream,
    (frame) => frame.eventStream,
    { bytes: 1e6, frames: 1000 },
    () => undefined,
  )
  const actor = { user: userOf('ben'), device: deviceOf('ben'), kind: 'account' as const }
  return { frames, outbox, connection: new Connection('c', actor, { outbox, close: () => undefined }, 0, 1e15) }
}

async function openHouse() {
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

const nobody = { me: { id: userOf('ben'), handle: 'ben', name: 'Ben', kind: 'account' as const } }
const settings = { invisible: false, typing: true, receipts: true }
const cursors: Cursors = { epoch: null, inbox: 0, rooms: { [idOf('r')]: 2 }, at: handClock().now() }
const listOf = (storage: Storage) => storage.read('room.summaries', { user: userOf('ben') })

test('C16: removed while the list of rooms is being read, a connection is served nothing from after that', async () => {
  await using house = await openHouse()
  const { storage, fanout, clock, delivery } = house
  await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
  const { frames, outbox, connection } = connectionOfBen()
  delivery.add(connection)

  const say = async (id: string): Promise<void> => {
    const append = message('r', 'ada', id)
    const done = await storage.apply('entry.append', append)
    if (done.ok) fanout.publish({ kind: 'entry', room: append.room, entry: { ...append, ...done } })
  }
  const rooms = async () => {
    const list = await listOf(storage)
    const gone = await storage.apply('room.change', moves('r', 3, 'ben', 'left', 'start'))
    if (gone.ok) fanout.publish({ kind: 'entry', room: idOf('r'), entry: gone.entry })
    await say('after-the-removal')
    return list
  }
  const snapshots = {
    rooms,
    me: async () => ({ ...nobody, settings }),
    presence: () => ({}),
    typing: () => [],
    calls: () => [],
  }
  await catchUp(connection, cursors, { storage, clock, delivery, snapshots })
  await say('later')
  outbox.flush()

  expect(frames.map(({ type }) => type)).toEqual(['snapshot', 'live'])
  expect(JSON.stringify(frames)).not.toContain('after-the-removal')
})
