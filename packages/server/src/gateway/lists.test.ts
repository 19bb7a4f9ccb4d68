import { heartbeatEvery } from '@parley/protocol'
import { expect, test } from 'vitest'
import { idOf, moves, roomOf, userOf } from '../ports/storage/cast.contract.ts'
import { connectionOf, openCore } from '../testing/core.contract.ts'
import { catchUp } from './catch-up.ts'
import { keepLists } from './lists.ts'

/** Ben, live on a node that no other node tells anything. */
async function openDeaf() {
  const core = await openCore()
  const { storage, clock, delivery } = core
  const me = { id: userOf('ben'), handle: 'ben', name: 'Ben', kind: 'account' as const }
  const settings = { invisible: false, typing: true, receipts: true, reports: true }
  const snapshots = {
    rooms: (user: string) => storage.read('room.summaries', { user }),
    me: async () => ({ me, settings }),
    presence: () => ({}),
    typing: () => [],
    calls: () => [],
  }
  const parts = { storage, clock, delivery, snapshots }
  await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
  const { connection, frames, outbox } = connectionOf('ben')
  delivery.add(connection)
  await catchUp(connection, { epoch: null, inbox: 0, rooms: {}, at: clock.now() }, parts)
  keepLists(parts)
  return {
    ...core,
    /** Each list of rooms that was told, with what Ben is in each. */
    lists() {
      outbox.flush()
      return frames.flatMap((frame) =>
        frame.type === 'snapshot' ? [frame.rooms.map(({ id, state }) => `${id} ${state}`).toSorted()] : [],
      )
    },
    /** A heartbeat later, and once more when that look is over. */
    async beat() {
      // It answers each beat, or it would be let go.
      connection.heard()
      clock.pass(heartbeatEvery)
      connection.heard()
      await storage.read('room.counts', { users: [] })
      for (let turn = 0; turn < 20; turn += 1) await storage.read('room.joined', { user: '' })
    },
    connection,
  }
}

const invitation = {
  user: userOf('ben'),
  role: 'member',
  state: 'invited',
  invitedBy: userOf('ada'),
  since: 'kept',
  read: 'kept',
} as const

test('C7: who was invited into a room, or put into one, by a node that ended before it told anybody, hears of it', async () => {
  await using house = await openDeaf()
  const { storage } = house
  const before = [`${idOf('r')} joined`]
  expect(house.lists()).toEqual([before])
  await house.beat()
  expect(house.lists()).toEqual([before])
  await storage.apply('room.create', roomOf('p', 'private', ['ada']))
  await storage.apply('room.change', { ...moves('p', 2, 'ada', 'joined', 'here'), standing: invitation })
  await house.beat()
  const invited = [...before, `${idOf('p')} invited`].toSorted()
  await expect.poll(house.lists).toEqual([before, invited])
  await house.beat()
  await storage.apply('room.create', roomOf('d', 'private', ['ada', 'ben']))
  await house.beat()
  await expect.poll(() => house.lists().at(-1)).toEqual([...invited, `${idOf('d')} joined`].toSorted())
  await house.beat()
  expect(house.lists()).toHaveLength(3)
})

test('C7: an invitation of which the hint has come is told once', async () => {
  await using house = await openDeaf()
  const { storage, fanout } = house
  await storage.apply('room.create', roomOf('p', 'private', ['ada']))
  await storage.apply('room.change', { ...moves('p', 2, 'ada', 'joined', 'here'), standing: invitation })
  const room = await storage.read('room.summary', { room: idOf('p'), user: userOf('ben') })
  if (room) fanout.publish({ kind: 'user', user: userOf('ben'), event: { type: 'room', room } })
  await house.beat()
  expect(house.connection.invitations).toEqual(new Set([idOf('p')]))
  expect(house.lists()).toHaveLength(1)
  await storage.apply('room.change', {
    ...moves('p', 3, 'ada', 'joined', 'here'),
    standing: { ...invitation, state: 'left' },
  })
  fanout.publish({
    kind: 'user',
    user: userOf('ben'),
    event: { type: 'room_gone', room: idOf('p'), reason: 'declined' },
  })
  await house.beat()
  expect(house.lists()).toHaveLength(1)
})
