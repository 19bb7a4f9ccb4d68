import { parentPort, workerData } from 'node:worker_threads'
import type { Batch } from '../sql/outcome.ts'
import { openCommits } from './commit.ts'
import { openDatabase } from './open.ts'
import { type Parcel, pack, unpack } from './parcel.ts'
import { epochOf, migrate } from './schema.ts'

export interface WriterStart {
  readonly path: string
  readonly freshEpoch: string
}

const start = workerData as WriterStart
const db = openDatabase(start.path, 'write')
migrate(db, start.freshEpoch)
const { commit } = openCommits(db)

parentPort?.on('message', (parcel: Parcel<Batch[number]> | 'close') => {
  if (parcel === 'close') {
    db.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(pack(commit(unpack(parcel))))
})
parentPort?.postMessage({ epoch: epochOf(db) })
