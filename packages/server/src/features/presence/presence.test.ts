import { expect, test } from 'vitest'
import { memoryPresenceBoard } from '../../adapters/memory/presence-board.ts'
import { readConfig } from '../../config.ts'
import { roomOf } from '../../ports/storage/cast.contract.ts'
import { connectionOf, openCore } from '../../testing/core.contract.ts'
import { Presence } from './presence.ts'

/** Ada and Ben in a room, Ben with one connection; what is told of him is written down. */
async function openPresence() {
  const core = await openCore()
  await core.storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
  const presence = new Presence({ ...core, presence: memoryPresenceBoard(), config: readConfig({}, []) })
  const told: string[] = []
  core.fanout.subscribe((hint) => {
    if (hint.kind === 'rooms') told.push(hint.event.type)
  })
  async function arrive(id: string) {
    const { connection } = connectionOf('ben', id)
    core.delivery.add(connection)
    await presence.arrive(connection)
    return connection
  }
  const first = await arrive('first')
  expect(told.splice(0)).toEqual(['user_online'])
  core.delivery.remove(first)
  presence.depart(first)
  return { ...core, presence, told, arrive }
}

test('row 36: back after 4.9 s nobody hears of it, whatever comes later', async () => {
  await using house = await openPresence()
  house.clock.pass(4900)
  await house.arrive('second')
  house.clock.pass(60_000)
  expect(house.told).toEqual([])
})

test('row 36: back after 5.1 s there was one user_offline and one user_online', async () => {
  await using house = await openPresence()
  house.clock.pass(5100)
  expect(house.told).toEqual(['user_offline'])
  await house.arrive('second')
  house.clock.pass(60_000)
  expect(house.told).toEqual(['user_offline', 'user_online'])
})
