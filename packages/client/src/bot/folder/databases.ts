interface StoreKept {
  readonly name: string
  readonly keyPath: string | string[] | null
  readonly indexes: readonly (Pick<IDBIndex, 'name' | 'unique' | 'multiEntry'> & {
    readonly keyPath: string | string[]
  })[]
  readonly keys: readonly IDBValidKey[]
  readonly values: readonly unknown[]
}

/** An IndexedDB database as plain values. */
export interface DatabaseKept {
  readonly name: string
  readonly version: number
  readonly stores: readonly StoreKept[]
}

/** Gives this process an IndexedDB that lives in memory, unless it has one. */
export async function bringIndexedDb(): Promise<void> {
  if (typeof indexedDB !== 'undefined') return
  const { default: factory, ...classes } = await import('fake-indexeddb')
  for (const [name, value] of Object.entries({ ...classes, indexedDB: factory })) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const done = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })

async function readStore(store: IDBObjectStore): Promise<StoreKept> {
  // The next key of such a store cannot be read, so that it could not be brought back as it was.
  if (store.autoIncrement) throw new Error(`The store ${store.name} numbers its records itself.`)
  const indexes = Array.from(store.indexNames, (name) => {
    const { keyPath, unique, multiEntry } = store.index(name)
    return { name, keyPath, unique, multiEntry }
  })
  const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())])
  return { name: store.name, keyPath: store.keyPath, indexes, keys, values }
}

async function readDatabase(name: string): Promise<DatabaseKept> {
  const opening = indexedDB.open(name)
  // It has gone since its name was read, and must not be made.
  opening.onupgradeneeded = () => opening.transaction?.abort()
  const db = await answer(opening)
  try {
    // One transaction over all stores sees one moment, after everything that was written before.
    const transaction = db.transaction([...db.objectStoreNames], 'readonly')
    const stores = await Promise.all(
      Array.from(db.objectStoreNames, (store) => readStore(transaction.objectStore(store))),
    )
    return { name, version: db.version, stores }
  } finally {
    db.close()
  }
}

const namesUnder = async (prefix: string): Promise<string[]> =>
  (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : [])).sort()

/** Every database whose name begins with a prefix. */
export async function readDatabases(prefix: string): Promise<readonly DatabaseKept[]> {
  return await Promise.all((await namesUnder(prefix)).map(readDatabase))
}

/** Makes a database what it was; what it holds is replaced. */
export async function writeDatabase({ name, version, stores }: DatabaseKept): Promise<void> {
  const opening = indexedDB.open(name, version)
  opening.onupgradeneeded = () => {
    for (const { name: store, keyPath, indexes } of stores) {
      const made = opening.result.createObjectStore(store, { keyPath })
      for (const index of indexes) made.createIndex(index.name, index.keyPath, index)
    }
  }
  await replace(await answer(opening), stores)
}

/**
 * Empties every database whose name begins with a prefix. They are not deleted: that waits until nobody has them open,
 * and the library lets go of one only when the garbage of its last user has been collected.
 */
export async function emptyDatabases(prefix: string): Promise<void> {
  for (const name of await namesUnder(prefix)) await replace(await answer(indexedDB.open(name)), [])
}

/** Puts records in place of all there are, in one transaction. */
async function replace(db: IDBDatabase, stores: readonly StoreKept[]): Promise<void> {
  try {
    const transaction = db.transaction([...db.objectStoreNames], 'readwrite')
    const written = done(transaction)
    for (const store of db.objectStoreNames) transaction.objectStore(store).clear()
    for (const { name, keyPath, keys, values } of stores) {
      const into = transaction.objectStore(name)
      for (const [at, key] of keys.entries()) {
        if (keyPath === null) into.put(values[at], key)
        else into.put(values[at])
      }
    }
    await written
  } finally {
    db.close()
  }
}
