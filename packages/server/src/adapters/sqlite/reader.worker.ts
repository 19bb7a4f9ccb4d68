import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from './open.ts'
import { openPages } from './reads/index.ts'

export interface Query {
  readonly id: number
  readonly kind: string
  readonly query: unknown
}
export type Answer = { readonly id: number; readonly out: unknown } | { readonly id: number; readonly error: string }

const db = openDatabase((workerData as { path: string }).path, 'read')
const pages = openPages(db) as unknown as Readonly<Record<string, (query: unknown) => unknown>>

function answer({ id, kind, query }: Query): Answer {
  try {
    return { id, out: pages[kind]?.(query) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (query: Query | 'close') => {
  if (query === 'close') {
    db.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(answer(query))
})
