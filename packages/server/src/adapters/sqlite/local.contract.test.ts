import { ParleyError } from '@parley/protocol'
import { describe } from 'vitest'
import { accountContract } from '../../ports/storage/accounts.contract.ts'
import { backupContract } from '../../ports/storage/backups.contract.ts'
import type { Place } from '../../ports/storage/cast.contract.ts'
import { entryContract } from '../../ports/storage/entries.contract.ts'
import { inboxContract } from '../../ports/storage/inbox.contract.ts'
import { keyContract } from '../../ports/storage/keys.contract.ts'
import { lineContract } from '../../ports/storage/lines.contract.ts'
import { markContract } from '../../ports/storage/marks.contract.ts'
import { profileContract } from '../../ports/storage/profiles.contract.ts'
import { roomContract } from '../../ports/storage/rooms.contract.ts'
import { secretContract } from '../../ports/storage/secrets.contract.ts'
import { sessionContract } from '../../ports/storage/sessions.contract.ts'
import type { Storage } from '../../ports/storage/storage.ts'
import { openLocalStore } from './local.ts'

/** What is in memory outlives whoever opens it for as long as the place does. */
async function openPlace(): Promise<Place> {
  const store = openLocalStore('epoch-1')
  const apply = async (kind: string, write: unknown): Promise<unknown> => {
    const [outcome] = store.commit([[kind, write]])
    if (outcome && 'out' in outcome) return outcome.out
    throw new ParleyError(outcome?.error ?? 'internal', { cause: outcome?.reason })
  }
  return {
    open: async () => ({
      epoch: store.epoch,
      read: (async (kind: string, query: unknown) => store.read(kind, query)) as Storage['read'],
      apply: apply as Storage['apply'],
      async [Symbol.asyncDispose]() {},
    }),
    async [Symbol.asyncDispose]() {
      store.db.close()
    },
  }
}

describe('the store of the simulation keeps the contract of every store', () => {
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
