import { ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { type Clock, systemClock } from '../clock.ts'
import { until } from '../readable.ts'
import { vaultBehind } from '../testing/behind.ts'
import { inside, privateRoom } from '../testing/comers.ts'
import { Town } from '../testing/town.ts'
import { idOf } from '../testing/who.ts'

/** A device of which so much of what it says to others next gets lost. */
function voice() {
  const state = { loses: 0, lost: 0 }
  const openVault = vaultBehind(() => ({
    'inbox.send': async (input, ask) => {
      if (state.loses === 0) return await ask(input)
      state.loses -= 1
      state.lost += 1
      throw new ParleyError('unavailable')
    },
  }))
  return { state, openVault }
}

let isStill = false
/** A clock by which no pause of a second or more ends while it stands still. */
const stoppable: Clock = {
  ...systemClock,
  after: (ms, then) => systemClock.after(ms, () => (isStill && ms >= 1000 ? undefined : then())),
}

let sockets: WebSocket[] = []
class Kept extends WebSocket {
  constructor(...address: ConstructorParameters<typeof WebSocket>) {
    super(...address)
    sockets.push(this)
  }
}

/** Ben is invited into a room. Nobody has told him how it is, he could not ask, and would not ask again for long. */
async function unheard(town: Town) {
  isStill = false
  sockets = []
  const [hers, his] = [voice(), voice()]
  const ada = await town.person('ada', { openVault: hers.openVault })
  const ben = await town.person('ben', { openVault: his.openVault, clock: stoppable, WebSocket: Kept })
  const room = await privateRoom(ada)
  const invite = () => ada.room(room).change({ kind: 'invite', user: idOf(ben) })
  hers.state.loses = 1
  his.state.loses = Number.POSITIVE_INFINITY
  isStill = true
  await invite()
  expect(hers.state.lost).toBe(1)
  await expect.poll(() => his.state.lost).toBeGreaterThan(0)
  return { ada, ben, room, invite, hers: hers.state, his: his.state }
}

async function comes(guest: Client, room: string): Promise<void> {
  await until(guest.rooms, (rooms) => rooms.some(({ id, name }) => id === room && name !== ''))
  await guest.room(room).change({ kind: 'join' })
  await inside(guest, room)
}

test('row 108: whoever does not know the room of an invitation asks again with the next connection', async () => {
  await using town = await Town.open()
  const { ben, room, his } = await unheard(town)
  his.loses = 0
  for (const socket of sockets) socket.close()
  await comes(ben, room)
  isStill = false
})

test('row 108: whoever is removed and invited again does not wait out the pause of before', async () => {
  await using town = await Town.open()
  const { ada, ben, room, invite, hers, his } = await unheard(town)
  await ada.room(room).change({ kind: 'kick', user: idOf(ben) })
  await until(ben.rooms, (rooms) => rooms.every(({ id }) => id !== room))
  his.loses = 0
  hers.loses = 1
  await invite()
  expect(hers.lost).toBe(2)
  await comes(ben, room)
  isStill = false
})

test('row 108: an invitation that is sent again tells how the room is, also where it stood already', async () => {
  await using town = await Town.open()
  const { ben, room, invite, his } = await unheard(town)
  await invite().catch(() => undefined)
  await until(ben.rooms, (rooms) => rooms.some(({ id, name }) => id === room && name !== ''))
  his.loses = 0
  await comes(ben, room)
  isStill = false
})
