import type { Cursors } from '@parley/protocol'
import { expect, test } from 'vitest'
import { idOf, message, moves, roomOf, userOf } from '../ports/storage/cast.contract.ts'
import type { Storage } from '../ports/storage/storage.ts'
import { connectionOf, openCore } from '../testing/core.contract.ts'
import { handClock } from '../testing/index.ts'
import { catchUp } from './catch-up.ts'

const nobody = { me: { id: userOf('ben'), handle: 'ben', name: 'Ben', kind: 'account' as const } }
const settings = { invisible: false, typing: true, receipts: true, reports: true }
const cursors: Cursors = { epoch: null, inbox: 0, rooms: { [idOf('r')]: 2 }, at: handClock().now() }
const listOf = (storage: Storage) => storage.read('room.summaries', { user: userOf('ben') })

test('C16: removed while the list of rooms is being read, a connection is served nothing from after that', async () => {
  await using house = await openCore()
  const { storage, fanout, clock, delivery } = house
  await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
  const { frames, outbox, connection } = connectionOf('ben')
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

test('C8: what the list of rooms names is carried before live, also where this node has not heard of it yet', async () => {
  await using house = await openCore()
  const { storage, clock, delivery } = house
  await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
  const other = connectionOf('ada')
  delivery.add(other.connection)
  await delivery.serve(other.connection, idOf('r'))
  await storage.apply('entry.append', message('r', 'ada', 'by-another-node'))

  const { frames, outbox, connection } = connectionOf('ben')
  delivery.add(connection)
  const snapshots = {
    rooms: () => listOf(storage),
    me: async () => ({ ...nobody, settings }),
    presence: () => ({}),
    typing: () => [],
    calls: () => [],
  }
  await catchUp(connection, { ...cursors, rooms: { [idOf('r')]: 3 } }, { storage, clock, delivery, snapshots })
  outbox.flush()
  expect(frames.map(({ type }) => type)).toEqual(['snapshot', 'backfill', 'live'])
})
