import { ParleyError } from '@parley/protocol'
import type { LocalStore } from '../adapters/sqlite/local.ts'
import type { Storage } from '../ports/storage/storage.ts'

/** A store as a port, with nothing behind it that would have to be closed. */
export function storageOver(store: LocalStore): Storage {
  const apply = async (kind: string, write: unknown): Promise<unknown> => {
    const [outcome] = store.commit([[kind, write]])
    if (outcome && 'out' in outcome) return outcome.out
    throw new ParleyError(outcome?.error ?? 'internal', { cause: outcome?.reason })
  }
  return {
    epoch: store.epoch,
    read: (async (kind: string, query: unknown) => store.read(kind, query)) as Storage['read'],
    apply: apply as Storage['apply'],
    async [Symbol.asyncDispose]() {},
  }
}
