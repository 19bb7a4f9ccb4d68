// A process for the power-cut test: appends to room `r` without end and says each position once it is acknowledged.
//   node power-cut.writer.ts FOLDER full      the storage as it is, as fast as it goes
//   node power-cut.writer.ts FOLDER normal    the same statements without an fsync at each commit
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { idOf, message } from '../../ports/storage/cast.contract.ts'
import type { Appended } from '../../ports/storage/entries.ts'
import { openDatabase } from './open.ts'
import { openSqliteStorage } from './storage.ts'
import { openWriters } from './writes/index.ts'

const [folder = '', mode] = process.argv.slice(2)
const run = process.hrtime.bigint()
let written = 0

function next() {
  written += 1
  return message('r', 'ada', `${run}-${written}`, 'parley '.repeat(40))
}

const burst = () => Array.from({ length: 1 + Math.floor(Math.random() * 16) }, next)

function acknowledge(done: readonly Appended[]): void {
  writeSync(1, done.map((one) => (one.ok ? `${one.seq}\n` : `${one.why}\n`)).join(''))
}

async function full(): Promise<never> {
  const died = (error: Error): void => {
    throw error
  }
  const storage = await openSqliteStorage({ folder, freshEpoch: idOf('epoch'), died })
  for (;;) acknowledge(await Promise.all(burst().map((append) => storage.apply('entry.append', append))))
}

/** Paced: a writer that never pauses spends its life in the fsync of the checkpoint, where a cut loses nothing. */
async function normal(): Promise<never> {
  const db = openDatabase(join(folder, 'parley.db'), 'write')
  db.exec('PRAGMA synchronous = NORMAL')
  const { log, writers } = openWriters(db)
  for (;;) {
    db.exec('BEGIN IMMEDIATE')
    const done = burst().map(writers['entry.append'])
    log.flush()
    db.exec('COMMIT')
    acknowledge(done)
    await sleep(3)
  }
}

await (mode === 'normal' ? normal() : full())
