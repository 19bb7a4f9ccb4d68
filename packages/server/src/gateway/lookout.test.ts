import { heartbeatEvery, type ServerFrame } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Fanout, Reach } from '../ports/fanout.ts'
import { at, deviceOf, idOf, message, moves, roomOf, say, userOf } from '../ports/storage/cast.contract.ts'
import { connectionOf, openCore } from '../testing/core.contract.ts'
import { keepLookout } from './lookout.ts'

/** Everything that arrived, as `kind of position`. */
const arrived = (frames: readonly ServerFrame[]): string[] =>
  frames.flatMap((frame) =>
    frame.type === 'entry' || frame.type === 'inbox' ? [`${frame.type} ${frame.entry.seq}`] : [],
  )

/** Ben, live in a room with Ada, on a node that hears of others only what it finds in the storage. */
async function openDeaf() {
  const core = await openCore()
  const { storage, delivery, clock, fanout } = core
  await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
  const ben = connectionOf('ben')
  delivery.add(ben.connection)
  await delivery.serve(ben.connection, idOf('r'))
  ben.connection.beginCatchUp()
  ben.connection.goLive()
  let reach: Reach = 'self'
  const watchers: ((reach: Reach) => void)[] = []
  const deaf: Fanout = {
    ...fanout,
    get reach() {
      return reach
    },
    watch: (changed) => void watchers.push(changed),
  }
  keepLookout({ storage, delivery, clock, fanout: deaf })
  const from = { user: userOf('ada'), device: deviceOf('ada') }
  return {
    ...core,
    connection: ben.connection,
    come(next: Reach) {
      reach = next
      for (const changed of watchers) changed(next)
    },
    arrived() {
      ben.outbox.flush()
      return arrived(ben.frames)
    },
    gone() {
      ben.outbox.flush()
      return ben.frames.filter(({ type }) => type === 'room_gone')
    },
    write: (id: string) => say(storage, message('r', 'ada', id)),
    whisper: (body: string) =>
      storage.apply('inbox.send', {
        from,
        at,
        messages: [{ user: userOf('ben'), device: deviceOf('ben'), body }],
        most: 9,
      }),
    inboxHint: (seq: number) =>
      fanout.publish({
        kind: 'inbox',
        user: userOf('ben'),
        device: deviceOf('ben'),
        entry: { seq, kind: 'sealed', from, at, body: `${seq}` },
      }),
  }
}

test('C13: what other nodes stored is found once a second while they are not heard, each thing once and in order', async () => {
  await using house = await openDeaf()
  for (const n of [1, 2, 3]) {
    await house.write(`m${n}`)
    await house.whisper(`w${n}`)
  }
  expect(house.arrived()).toEqual([])
  house.clock.pass(1000)
  const expected = ['inbox 1', 'inbox 2', 'inbox 3', 'entry 4', 'entry 5', 'entry 6']
  await expect.poll(() => house.arrived().toSorted()).toEqual(expected.toSorted())
  for (const kind of ['entry', 'inbox']) {
    expect(house.arrived().filter((one) => one.startsWith(kind))).toEqual(
      expected.filter((one) => one.startsWith(kind)),
    )
  }
  await house.write('m4')
  house.clock.pass(1000)
  await expect.poll(() => house.arrived().at(-1)).toBe('entry 7')
  expect(house.arrived()).toHaveLength(7)
})

test('C13: what features learn from hints they learn from what is found, too', async () => {
  await using house = await openDeaf()
  const heard: string[] = []
  house.fanout.subscribe((hint) => heard.push(hint.kind === 'entry' ? `${hint.room} ${hint.entry.seq}` : hint.kind))
  await house.write('m1')
  house.clock.pass(1000)
  await expect.poll(() => heard).toEqual([`${idOf('r')} 4`])
})

test('C13: when the others are heard again there is one more look, and then none', async () => {
  await using house = await openDeaf()
  await house.write('m1')
  await house.whisper('w1')
  house.come('all')
  await expect.poll(() => house.arrived().toSorted()).toEqual(['entry 4', 'inbox 1'])
  await house.write('m2')
  house.clock.pass(10_000)
  // A look would have asked before, and more than once.
  for (let turn = 0; turn < 5; turn += 1) await house.storage.read('entry.heads', { rooms: [] })
  expect(house.arrived()).not.toContain('entry 5')
  house.come('self')
  house.clock.pass(1000)
  await expect.poll(() => house.arrived().at(-1)).toBe('entry 5')
})

test('C7: what a node stored that ended before it told anybody is found within a heartbeat, and so is who went', async () => {
  await using house = await openDeaf()
  await house.write('m1')
  house.come('all')
  await expect.poll(house.arrived).toEqual(['entry 4'])
  await house.write('nobody-was-told')
  await house.storage.apply('room.change', moves('r', 3, 'ben', 'left', 'start'))
  house.clock.pass(heartbeatEvery)
  await expect.poll(house.arrived).toEqual(['entry 4', 'entry 5', 'entry 6'])
  await expect.poll(house.gone).toEqual([{ type: 'room_gone', room: idOf('r'), reason: 'left' }])
})

test('C6: hints of an inbox that come in another order, or not at all, leave no hole and swap nothing', async () => {
  await using house = await openDeaf()
  house.come('all')
  for (const n of [1, 2, 3, 4]) await house.whisper(`w${n}`)
  for (const seq of [2, 1, 4]) house.inboxHint(seq)
  await expect.poll(house.arrived).toEqual(['inbox 1', 'inbox 2', 'inbox 3', 'inbox 4'])
  house.inboxHint(3)
  expect(house.arrived()).toHaveLength(4)
})
