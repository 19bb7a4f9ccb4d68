import { execFile } from 'node:child_process'
import { copyFile, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pageEntries } from '@parley/protocol'
import { openPostgresStorage, type Storage } from '@parley/server'
import { startPostgres } from '@parley/server/testing'
import { check } from '../checker/check.ts'
import { type Finding, nameOf, type Run } from '../checker/run.ts'
import { fileIn, People } from '../driver/people.ts'
import { ServerProcess } from '../driver/server-process.ts'
import { now } from '../history/now.ts'
import { told } from './bounds.ts'
import { runFolder } from './run-folder.ts'
import type { Measured, Outcome, Size } from './scenario.ts'

const run = promisify(execFile)
const program = fileURLToPath(import.meta.resolve('@parley/server')).replace('index.ts', 'main.ts')
const sizes = { small: { devices: 8, each: 30, pause: 400 }, large: { devices: 20, each: 500, pause: 300 } }
/** Milliseconds after the talk in which everything has to be there. */
const patience = 60_000
/** What clients were told before the store was another one says nothing of it. */
const ofTheLostStore = ['ack', 'recv', 'complete', 'display']

/** Where the store is, how it is copied while it is in use, and how the copy comes to be in its place. */
interface Kept {
  readonly name: string
  readonly settings: Readonly<Record<string, string>>
  readonly copy: () => Promise<void>
  readonly putBack: () => Promise<void>
  readonly open: () => Promise<Storage>
}

function inFile(data: string, aside: string): Kept {
  const copied = join(aside, 'parley.db')
  return {
    name: 'file',
    settings: {},
    async copy() {
      const db = new DatabaseSync(join(data, 'parley.db'), { readOnly: true })
      await backup(db, copied)
      db.close()
      await copyFile(join(data, 'keys.json'), join(aside, 'keys.json'))
    },
    async putBack() {
      await rename(data, join(aside, 'lost'))
      await mkdir(data)
      for (const name of ['parley.db', 'keys.json']) await copyFile(join(aside, name), join(data, name))
    },
    open: () => fileIn(data),
  }
}

function inDatabase(url: string, aside: string, rename: (sql: string) => Promise<void>): Kept {
  const { pathname } = new URL(url)
  const name = pathname.slice(1)
  const copied = join(aside, 'copy')
  return {
    name: 'database',
    settings: { DATABASE_URL: url },
    copy: async () => void (await run('pg_dump', ['--format=custom', `--file=${copied}`, `--dbname=${url}`])),
    async putBack() {
      await rename(`ALTER DATABASE ${name} RENAME TO lost`)
      await rename(`CREATE DATABASE ${name}`)
      await run('pg_restore', [`--dbname=${url}`, copied])
    },
    open: () => openPostgresStorage({ url, freshEpoch: '', died() {} }),
  }
}

/** What was sent and is not in the log once: neither in the copy, nor offered again. */
function missing({ lines, logs }: Run): readonly Finding[] {
  const count = new Map<string, number>()
  for (const [room, log] of logs)
    for (const { id } of log) count.set(nameOf({ room, id }), (count.get(nameOf({ room, id })) ?? 0) + 1)
  return lines.flatMap((line) => {
    const times = line.op === 'send' ? (count.get(nameOf(line)) ?? 0) : 1
    return times === 1 ? [] : [{ invariant: 'C9', says: `${JSON.stringify(line)} is in the log ${times} times` }]
  })
}

/** What a room's log holds, as the keeper of the house is told. */
async function idsIn({ keeper }: People, room: string): Promise<readonly string[]> {
  const ids: string[] = []
  for (let after = 0; ; ) {
    const page = await keeper.call('messages.history', { room, at: { kind: 'after', seq: after }, limit: pageEntries })
    ids.push(...page.entries.map(({ id }) => id))
    after = page.entries.at(-1)?.seq ?? after
    if (page.entries.length === 0) return ids
  }
}

/** Waits until everything that anybody sent is there, or nobody can be expected to offer it any more. */
async function offeredAgain(people: People): Promise<void> {
  const sent = (await people.lines()).flatMap((line) => (line.op === 'send' ? [line.id] : []))
  const end = now() + patience
  for (let isThere = false; !isThere && now() < end; ) {
    const there = new Set((await Promise.all(people.rooms.map((room) => idsIn(people, room)))).flat())
    isThere = sent.every((id) => there.has(id))
  }
}

async function drill(
  size: Size,
  data: string,
  kept: Kept,
): Promise<{ findings: readonly Finding[]; figures: Measured[] }> {
  const { devices, each, pause } = sizes[size]
  const total = each * pause
  await using notes = await runFolder()
  await using server = await ServerProcess.begin({ data, settings: kept.settings })
  await using people = await People.come({ server, notes: notes.path, devices, rooms: 2 })
  const talk = people.talk(each, pause)
  await sleep(total / 3)
  const began = now()
  await kept.copy()
  const took = now() - began
  await sleep(total / 3)
  await server.end('SIGKILL')
  await kept.putBack()
  await run(process.execPath, [program, 'restored', '--data', data], { env: { ...process.env, ...kept.settings } })
  const restoredAt = now()
  await server.begin()
  await talk
  await offeredAgain(people)
  await people.finish()
  await server.end('SIGTERM')
  const whole = await people.run(await kept.open())
  const lines = whole.lines.filter(({ op, t }) => t > restoredAt || !ofTheLostStore.includes(op))
  const acked = whole.lines.filter(({ op, t }) => op === 'ack' && t > began + took && t < restoredAt)
  return {
    findings: [...check({ ...whole, lines }), ...missing(whole)],
    figures: [
      told(`${kept.name}: milliseconds of the copy`, took),
      told(`${kept.name}: acknowledged after the copy, and offered again`, acked.length),
    ],
  }
}

/** F19: a copy of the store is made while people talk; later the store is lost, and the copy is put in its place. */
export async function restored(size: Size): Promise<Outcome> {
  await using data = await runFolder()
  await using aside = await runFolder()
  const place = join(data.path, 'data')
  const file = await drill(size, place, inFile(place, aside.path))
  await using postgres = await startPostgres()
  await using dumps = await runFolder()
  const name = await postgres.createDatabase()
  const kept = inDatabase(postgres.url(name), dumps.path, (sql) => postgres.administer(sql))
  const database = await drill(size, join(data.path, 'other'), kept)
  return {
    findings: [...file.findings, ...database.findings],
    figures: [...file.figures, ...database.figures],
  }
}
