import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, type TestContext, test } from 'vitest'
import { idOf, roomOf, settle } from '../../ports/storage/cast.contract.ts'
import type { Storage } from '../../ports/storage/storage.ts'
import { LoopDisk } from './loop-disk.contract.ts'
import { openDatabase } from './open.ts'
import { openSqliteStorage } from './storage.ts'

const writer = fileURLToPath(new URL('power-cut.writer.ts', import.meta.url))
const rounds = 6

const died = (error: Error): void => {
  throw error
}
const open = (disk: LoopDisk): Promise<Storage> =>
  openSqliteStorage({ folder: disk.path, freshEpoch: idOf('epoch'), died })

/** A disk with room `r` on it; null, and a word in the report, where nobody may mount one. */
async function diskWithRoom({ annotate }: TestContext): Promise<LoopDisk | null> {
  try {
    const disk = await LoopDisk.make()
    await using storage = await open(disk)
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada']))
    return disk
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    await annotate(`No power cut here, only kill -9 in storage.contract.test.ts: ${why}`, 'warning')
    return null
  }
}

/** Cuts the power while the writer is at it; answers the last position that it had acknowledged. */
async function writeUntilCut(disk: LoopDisk, mode: 'full' | 'normal', atLeast: number): Promise<number> {
  const child = spawn(process.execPath, [writer, disk.path, mode], { stdio: ['ignore', 'pipe', 'ignore'] })
  const closed = once(child, 'close')
  let [acknowledged, count] = [0, 0]
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line)
    expect(acknowledged).toBeGreaterThan(0)
    count += 1
    if (count === atLeast && child.pid !== undefined) await disk.cut(child.pid)
  }
  await closed
  await disk.restart()
  return acknowledged
}

/** The positions that the store holds after the restart. */
async function positions(disk: LoopDisk): Promise<number[]> {
  const db = openDatabase(`${disk.path}/parley.db`, 'write')
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  db.close()
  await using storage = await open(disk)
  const head = await storage.read('entry.head', { room: idOf('r') })
  const log = await storage.read('entry.range', { room: idOf('r'), after: 0, until: head, limit: 1e6 })
  expect(log).toHaveLength(head)
  return log.map(({ seq }) => seq)
}

const oneTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1)

test('row 43: what was acknowledged survives a power cut, without a hole', async (context) => {
  await using disk = await diskWithRoom(context)
  if (!disk) return context.skip('loop mounts are not allowed here')
  let before = 0
  for (let round = 1; round <= rounds; round += 1) {
    const acknowledged = await writeUntilCut(disk, 'full', 300 + Math.floor(Math.random() * 2000))
    expect(acknowledged).toBeGreaterThan(before)
    const kept = await positions(disk)
    expect(kept).toEqual(oneTo(kept.length))
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged)
    before = kept.length
  }
})

test('row 43: the power cut is a real one: without an fsync at each commit, acknowledged entries are lost', async (context) => {
  await using disk = await diskWithRoom(context)
  if (!disk) return context.skip('loop mounts are not allowed here')
  let lost = 0
  for (let round = 1; round <= rounds && lost === 0; round += 1) {
    const acknowledged = await writeUntilCut(disk, 'normal', 500)
    const kept = await positions(disk)
    expect(kept).toEqual(oneTo(kept.length))
    lost = acknowledged - kept.length
  }
  expect(lost, 'nothing was lost, so the power-cut test is blind here').toBeGreaterThan(0)
})
