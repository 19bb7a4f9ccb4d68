// A process for power cuts: writes without end and says each position once it is acknowledged.
//   node power-cut-writer.contract.ts FOLDER safe       the storage in a folder as it is, as fast as it goes
//   node power-cut-writer.contract.ts FOLDER careless   the same statements without an fsync at each commit
//   node power-cut-writer.contract.ts postgres://… safe|careless   the same in a database
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../adapters/sqlite/open.ts'
import { openWriters } from '../adapters/sqlite/writes/index.ts'
import { openPostgresStorage, openSqliteStorage } from '../index.ts'
import { idOf, message } from '../ports/storage/cast.contract.ts'
import type { Storage } from '../ports/storage/storage.ts'

const [place = '', mode] = process.argv.slice(2)
const isDatabase = place.startsWith('postgres://')
const run = process.hrtime.bigint()
let written = 0

function next() {
  written += 1
  return message('r', 'ada', `${run}-${written}`, 'parley '.repeat(40))
}

const someMany = (): number => 1 + Math.floor(Math.random() * 16)
const burst = () => Array.from({ length: someMany() }, next)
/** What is written without care is written with pauses: else its writer spends its life in the fsync of a checkpoint. */
const pause = 3

function acknowledge(positions: readonly number[]): void {
  writeSync(1, positions.map((seq) => `${seq}\n`).join(''))
}

async function append(storage: Storage): Promise<number> {
  const done = await storage.apply('entry.append', next())
  if (!done.ok) throw new Error(done.why)
  return done.seq
}

async function safe(): Promise<never> {
  const died = (error: Error): void => {
    throw error
  }
  const freshEpoch = idOf('epoch')
  const storage = isDatabase
    ? await openPostgresStorage({ url: place, freshEpoch, died })
    : await openSqliteStorage({ folder: place, freshEpoch, died })
  for (;;) acknowledge(await Promise.all(Array.from({ length: someMany() }, () => append(storage))))
}

async function carelessInFile(): Promise<never> {
  const db = openDatabase(join(place, 'parley.db'), 'write')
  db.exec('PRAGMA synchronous = NORMAL')
  const { log, writers } = openWriters(db)
  for (;;) {
    db.exec('BEGIN IMMEDIATE')
    const done = burst().map(writers['entry.append'])
    log.flush()
    db.exec('COMMIT')
    acknowledge(done.map((one) => (one.ok ? one.seq : 0)))
    await sleep(pause)
  }
}

/** The storage sets `synchronous_commit` by itself, whatever the server says: this goes past it. */
async function carelessInDatabase(): Promise<never> {
  const { Client } = await import('pg')
  const client = new Client(place)
  await client.connect()
  await client.query('SET synchronous_commit = off')
  for (;;) {
    const many = someMany()
    const { rows } = await client.query<{ seq: string }>(
      `INSERT INTO careless SELECT (SELECT coalesce(max(seq), 0) FROM careless) + n FROM generate_series(1, ${many}) n
       RETURNING seq`,
    )
    acknowledge(rows.map(({ seq }) => Number(seq)))
    await sleep(pause)
  }
}

await (mode === 'safe' ? safe() : isDatabase ? carelessInDatabase() : carelessInFile())
