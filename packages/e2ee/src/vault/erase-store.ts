/** Forgets what the sealing library kept under a name: two databases of IndexedDB. */
export async function eraseStore(store: string): Promise<void> {
  const names = [`${store}::matrix-sdk-crypto`, `${store}::matrix-sdk-crypto-meta`]
  await Promise.all(
    names.map(async (name) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const request = indexedDB.deleteDatabase(name)
      for (const end of ['onsuccess', 'onerror', 'onblocked'] as const) request[end] = () => resolve()
      await promise
    }),
  )
}
