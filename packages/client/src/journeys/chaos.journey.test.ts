import { ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { lossyVault } from '../testing/lossy-vault.ts'
import { live, Town, texts } from '../testing/town.ts'
import { idOf } from '../testing/who.ts'

const [many, each] = [20, 3]

/** One in twenty. */
function loss() {
  let seed = 7
  const counted = { many: 0 }
  const isLost = (): boolean => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    const lost = seed / 2_147_483_648 < 0.05
    if (lost) counted.many += 1
    return lost
  }
  return { counted, openVault: lossyVault(isLost) }
}

/** Somebody with three devices, two of them confirmed by the recovery key. */
async function household(town: Town, handle: string, openVault: ReturnType<typeof lossyVault>): Promise<Client[]> {
  const devices: Client[] = [await town.person(handle, { openVault })]
  const key = (await devices[0]?.makeRecoveryKey()) ?? ''
  while (devices.length < each) {
    const next = await town.device(handle, { openVault })
    await until(next.keyring, ({ kind }) => kind === 'unconfirmed')
    await next.recover(key)
    await until(next.keyring, ({ kind }) => kind === 'ready')
    devices.push(next)
  }
  return devices
}

/** Takes an invitation. What it brings may get lost; it is asked for until it is there. */
async function joins(client: Client, room: string): Promise<void> {
  for (;;) {
    await until(client.rooms, (rooms) => rooms.some(({ id, name }) => id === room && name !== ''))
    await live(client)
    try {
      return await client.room(room).change({ kind: 'join' })
    } catch (error) {
      if (!(error instanceof ParleyError && error.retryable)) throw error
    }
  }
}

test('chaos: one key message of twenty gets lost, three devices each, in twenty rooms: nothing stays unreadable', async () => {
  await using town = await Town.open()
  const { counted, openVault } = loss()
  const [hers, his] = [await household(town, 'ada', openVault), await household(town, 'ben', openVault)]
  const [ada, ben] = [hers[0], his[0]] as [Client, Client]
  const devices = [...hers, ...his]
  const rooms = await Promise.all(
    Array.from({ length: many }, async (_, n) => {
      const room = await ada.createRoom({ kind: 'private', name: `room ${n}`, topic: '' })
      await ada.room(room).change({ kind: 'invite', user: idOf(ben) })
      await joins(ben, room)
      return room
    }),
  )
  for (const device of devices) for (const room of rooms) device.room(room).open()
  const began = performance.now()
  for (const room of rooms) for (const [n, device] of devices.entries()) await device.room(room).send(`from ${n}`)
  for (const device of devices)
    for (const room of rooms)
      await until(device.room(room).timeline, () => new Set(texts(device, room)).size === devices.length)
  expect(counted.many).toBeGreaterThan(3)
  const took = Math.round(performance.now() - began)
  const said = `${many * devices.length} messages in ${many} rooms readable on ${devices.length} devices`
  process.stdout.write(`chaos: ${said} after ${took} ms, ${counted.many} key messages lost (bar 60000)\n`)
}, 600_000)
