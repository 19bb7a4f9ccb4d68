import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { ParleyError } from '@parley/protocol'
import { systemClock } from '../../clock.ts'
import type { VaultStore } from '../../sealing/open-vault.ts'
import { memoryStore } from '../../store/memory.ts'
import { type Change, put, type Store, tables } from '../../store/store.ts'
import { bringIndexedDb, type DatabaseKept, emptyDatabases, readDatabases, writeDatabase } from './databases.ts'
import { lock } from './lock.ts'
import { Savings } from './savings.ts'
import { keyBytes, seal, unseal } from './seal.ts'
import { writeWhole } from './whole-file.ts'

/** What a bot keeps between two runs. */
export interface Folder {
  readonly store: Store
  /** Resolves once everything that has happened is on the disk. Rejects with `device_full`. */
  readonly save: () => Promise<void>
}

/** Milliseconds until what need not be kept at once is. */
const soon = 1000

async function read(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The key that opens what is kept. It is made only where nothing is kept yet. */
async function keyIn(path: string, isNew: boolean): Promise<Uint8Array> {
  const known = await read(path)
  if (known?.length === keyBytes) return known
  if (known || !isNew) throw new ParleyError('folder_closed')
  const made = randomBytes(keyBytes)
  await writeWhole(path, made)
  return made
}

/** Names of a vault's databases begin like this. */
async function vaultPrefix(store: Store): Promise<string | null> {
  const vault = (await store.get('meta', '', 'vault')) as VaultStore | undefined
  return vault ? `${vault.name}::` : null
}

async function readRecords(store: Store): Promise<readonly Change[]> {
  // A store in memory answers all of these from one moment.
  const found = await Promise.all(tables.map(async (table) => ({ table, records: await store.all(table) })))
  return found.flatMap(({ table, records }) =>
    records.map(({ group, place, value }) => put(table, group, place, value)),
  )
}

async function restore(store: Store, key: Uint8Array, sealed: Uint8Array): Promise<void> {
  const plain = unseal(key, sealed)
  if (!plain) throw new ParleyError('folder_closed')
  const [records, databases] = deserialize(plain) as readonly [Uint8Array, Uint8Array]
  await store.write(deserialize(records) as readonly Change[], 'relaxed')
  const prefix = await vaultPrefix(store)
  if (prefix !== null) await emptyDatabases(prefix)
  for (const database of deserialize(databases) as readonly DatabaseKept[]) await writeDatabase(database)
}

/** Writes what a store and its vault hold into a file, sealed, whenever it has changed. */
function writer(store: Store, key: Uint8Array, path: string): (isChanged: boolean) => Promise<void> {
  let records: Uint8Array | null = null
  let databases: Uint8Array | null = null
  return async (isChanged) => {
    // The vault comes last: it may be ahead of what the store says was taken in, never behind.
    const nextRecords = isChanged || !records ? serialize(await readRecords(store)) : records
    const prefix = await vaultPrefix(store)
    const nextDatabases = serialize(prefix === null ? [] : await readDatabases(prefix))
    if (records && nextRecords === records && databases && nextDatabases.equals(databases)) return
    await writeWhole(path, seal(key, serialize([nextRecords, nextDatabases])))
    records = nextRecords
    databases = nextDatabases
  }
}

/**
 * Opens the folder of a bot, or makes it. One process at a time; what is in it is sealed with a key file.
 * @param keyFile beside what it opens if absent
 * Rejects with `folder_in_use`, and with `folder_closed` where the key is another one or the folder is damaged.
 */
export async function openFolder(folder: string, keyFile = join(folder, 'key')): Promise<Folder> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unlock = await lock(folder)
  const memory = memoryStore()
  const path = join(folder, 'kept')
  try {
    await bringIndexedDb()
    const sealed = await read(path)
    const key = await keyIn(keyFile, sealed === null)
    if (sealed) await restore(memory, key, sealed)
    return keeping(memory, writer(memory, key, path), unlock)
  } catch (error) {
    await unlock()
    throw error
  }
}

function keeping(memory: Store, write: ReturnType<typeof writer>, unlock: () => Promise<void>): Folder {
  let isChanged = false
  let isOpen = true
  let cancel: (() => void) | null = null
  const savings = new Savings(async () => {
    const wasChanged = isChanged
    isChanged = false
    try {
      await write(wasChanged)
    } catch (error) {
      isChanged ||= wasChanged
      throw new ParleyError('device_full', { cause: error })
    }
  })
  const later = (): void => {
    if (isOpen)
      cancel ??= systemClock.after(soon, () => {
        cancel = null
        savings.now().catch(later)
      })
  }
  const store: Store = {
    ...memory,
    async write(changes, durability) {
      await memory.write(changes, durability)
      isChanged = true
      if (durability === 'strict') await savings.now()
      else later()
    },
    async close() {
      isOpen = false
      cancel?.()
      const prefix = await vaultPrefix(memory)
      try {
        await savings.now()
      } finally {
        if (prefix !== null) await emptyDatabases(prefix)
        await unlock()
      }
    },
  }
  return { store, save: () => savings.now() }
}
