import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { indexedDbStore } from './indexed-db.ts'
import { memoryStore } from './memory.ts'
import { storeContract } from './store.contract.ts'
import { put } from './store.ts'

let databases = 0
storeContract('memory', async () => memoryStore())
storeContract('IndexedDB', () => {
  databases += 1
  return indexedDbStore(`contract-${databases}`)
})

test('an IndexedDB store is there again when it is opened anew', async () => {
  const first = await indexedDbStore('again')
  await first.write([put('outbox', 'a', 1, 'kept')], 'strict')
  await first.close()
  const second = await indexedDbStore('again')
  expect(await second.get('outbox', 'a', 1)).toBe('kept')
  await second.close()
})
