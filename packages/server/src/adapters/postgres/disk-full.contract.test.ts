import { expect, test } from 'vitest'
import { idOf, message, roomOf, say, settle } from '../../ports/storage/cast.contract.ts'
import { startPostgres } from '../../testing/postgres.ts'
import { died } from './place.contract.ts'
import { smallDisk } from './small-disk.contract.ts'
import { openPostgresStorage } from './storage.ts'

test('row 46, row 108: a full disk is answered “storage_full”, what is stored can be read, and writes go on once there is room', async (context) => {
  await using server = await startPostgres()
  await using disk = await smallDisk(server).catch(() => null)
  if (!disk) return context.skip('nobody may mount a disk here')
  await using storage = await openPostgresStorage({ url: server.url(disk.database), freshEpoch: 'e', died })
  await settle(storage)
  await storage.apply('room.create', roomOf('r', 'public', ['ada']))
  await disk.fill()
  let stored = 0
  let refused: unknown
  for (let n = 0; refused === undefined; n += 1) {
    const append = message('r', 'ada', `m${n}`, `${n} `.repeat(1500))
    await say(storage, append).then(
      () => {
        stored += 1
      },
      (error: unknown) => {
        refused = error
      },
    )
  }
  expect(refused).toMatchObject({ code: 'storage_full' })
  const log = await storage.read('entry.range', { room: idOf('r'), after: 0, until: 1e9, limit: 1e6 })
  expect(log).toHaveLength(2 + stored)
  await disk.free()
  expect(await say(storage, message('r', 'ada', `m${stored}`, 'there is room'))).toMatchObject({ messages: stored + 1 })
})
