import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { accountContract } from '../../ports/storage/accounts.contract.ts'
import { backupContract } from '../../ports/storage/backups.contract.ts'
import { idOf, message, type Place, roomOf, settle } from '../../ports/storage/cast.contract.ts'
import { entryContract } from '../../ports/storage/entries.contract.ts'
import { inboxContract } from '../../ports/storage/inbox.contract.ts'
import { keyContract } from '../../ports/storage/keys.contract.ts'
import { lineContract } from '../../ports/storage/lines.contract.ts'
import { markContract } from '../../ports/storage/marks.contract.ts'
import { profileContract } from '../../ports/storage/profiles.contract.ts'
import { roomContract } from '../../ports/storage/rooms.contract.ts'
import { secretContract } from '../../ports/storage/secrets.contract.ts'
import { sessionContract } from '../../ports/storage/sessions.contract.ts'
import { openSqliteStorage } from './storage.ts'

const died = (error: Error): void => {
  throw error
}

async function openPlace(): Promise<Place & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-'))
  let openings = 0
  return {
    folder,
    open() {
      openings += 1
      return openSqliteStorage({ folder, freshEpoch: `epoch-${openings}`, died })
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describe('row 14: SQLite keeps the contract of every store', () => {
  entryContract(openPlace)
  roomContract(openPlace)
  lineContract(openPlace)
  markContract(openPlace)
  accountContract(openPlace)
  sessionContract(openPlace)
  inboxContract(openPlace)
  keyContract(openPlace)
  backupContract(openPlace)
  secretContract(openPlace)
  profileContract(openPlace)
})

/** Appends without end, a burst at a time, and prints each position once it is acknowledged. */
const appendForever = (folder: string): string => `
  const { openSqliteStorage } = await import(${JSON.stringify(new URL('./storage.ts', import.meta.url).href)})
  const storage = await openSqliteStorage({ folder: ${JSON.stringify(folder)}, freshEpoch: 'x', died() {} })
  const sample = ${JSON.stringify(message('r', 'ada', 'm'))}
  for (let n = 0; ; n += 64) {
    await Promise.all(Array.from({ length: 64 }, async (_, k) => {
      const done = await storage.apply('entry.append', { ...sample, id: sample.id + (n + k) })
      console.log(done.seq)
    }))
  }`

test('what was acknowledged is there, without a hole, after the process was killed in the middle of a batch', async () => {
  await using place = await openPlace()
  const before = await place.open()
  await settle(before)
  await before.apply('room.create', roomOf('r', 'public', ['ada']))
  await before[Symbol.asyncDispose]()
  for (const atLeast of [100, 1000, 3000]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', appendForever(place.folder)])
    const closed = once(child, 'close')
    let acknowledged = 0
    for await (const line of createInterface(child.stdout)) {
      acknowledged = Math.max(acknowledged, Number(line))
      if (acknowledged >= atLeast) child.kill('SIGKILL')
    }
    await closed
    await using storage = await place.open()
    const head = await storage.read('entry.head', { room: idOf('r') })
    const log = await storage.read('entry.range', { room: idOf('r'), after: 0, until: head, limit: 1e6 })
    expect(head).toBeGreaterThanOrEqual(acknowledged)
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, n) => n + 1))
  }
})
