import { ParleyError } from '@parley/protocol'
import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import { isFull } from './full.ts'
import { type Change, type Found, type Last, type Place, type Store, type Table, tables } from './store.ts'

/** Grows with the list of tables. */
const version = 2

type Key = [string, Place]
type Transaction = IDBPTransaction<unknown, Table[], 'readwrite'>

/** IndexedDB compares arrays item by item, and puts numbers before text before arrays. */
const lowest: Place = Number.NEGATIVE_INFINITY
const inGroup = (group: string, below?: number): IDBKeyRange =>
  IDBKeyRange.bound([group, lowest], [group, below ?? []], false, true)

const foundAt = (key: Key, value: unknown): Found => ({ group: key[0], place: key[1], value })

function change(transaction: Transaction, step: Change): Promise<unknown>[] {
  switch (step.do) {
    case 'put':
      return [transaction.objectStore(step.table).put(step.value, [step.group, step.place])]
    case 'delete':
      return [transaction.objectStore(step.table).delete([step.group, step.place])]
    case 'clear':
      return [transaction.objectStore(step.table).delete(inGroup(step.group, step.below))]
    case 'wipe':
      return tables.map((table) => transaction.objectStore(table).clear())
  }
}

/** A value that cannot be cloned fails before the database knows of it, and would leave the rest to be committed. */
function abort(transaction: Transaction): void {
  transaction.done.catch(() => undefined)
  try {
    transaction.abort()
  } catch {
    // The database has done so itself.
  }
}

async function write(db: IDBPDatabase, changes: readonly Change[], durability: 'strict' | 'relaxed'): Promise<void> {
  if (changes.length === 0) return
  try {
    await writeAll(db, changes, durability)
  } catch (error) {
    throw isFull(error) ? new ParleyError('device_full', { cause: error }) : error
  }
}

async function writeAll(db: IDBPDatabase, changes: readonly Change[], durability: 'strict' | 'relaxed'): Promise<void> {
  const isWiped = changes.some((step) => step.do === 'wipe')
  const touched = isWiped
    ? [...tables]
    : [...new Set(changes.flatMap((step) => (step.do === 'wipe' ? [] : [step.table])))]
  const transaction = db.transaction(touched, 'readwrite', { durability })
  const steps: Promise<unknown>[] = []
  try {
    for (const step of changes) steps.push(...change(transaction, step))
    await Promise.all(steps)
  } catch (error) {
    abort(transaction)
    await Promise.allSettled(steps)
    throw error
  }
  await transaction.done
}

/** The last records of a group: newest first from the database, then turned round. */
async function listLast(db: IDBPDatabase, table: Table, group: string, last: Last): Promise<readonly Found[]> {
  const found: Found[] = []
  let cursor = await db
    .transaction(table)
    .store.openCursor(inGroup(group, last.below ?? Number.POSITIVE_INFINITY), 'prev')
  while (cursor && found.length < last.limit) {
    found.push(foundAt(cursor.key as Key, cursor.value))
    cursor = await cursor.continue()
  }
  return found.reverse()
}

/** Keeps everything in an IndexedDB database of this origin. */
export async function indexedDbStore(name: string): Promise<Store> {
  const db = await openDB(name, version, {
    upgrade(fresh) {
      for (const table of tables) if (!fresh.objectStoreNames.contains(table)) fresh.createObjectStore(table)
    },
  })
  const read = async (table: Table, range?: IDBKeyRange): Promise<readonly Found[]> => {
    const { store } = db.transaction(table)
    const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)])
    return keys.map((key, at) => foundAt(key as Key, values[at]))
  }
  return {
    get: (table, group, place) => db.get(table, [group, place]),
    list: (table, group, last) => (last ? listLast(db, table, group, last) : read(table, inGroup(group))),
    all: (table) => read(table),
    write: (changes, durability) => write(db, changes, durability),
    close: async () => db.close(),
  }
}
