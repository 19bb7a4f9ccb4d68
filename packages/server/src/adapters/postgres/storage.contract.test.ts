import { afterAll, beforeAll, describe } from 'vitest'
import { accountContract } from '../../ports/storage/accounts.contract.ts'
import { backupContract } from '../../ports/storage/backups.contract.ts'
import { entryContract } from '../../ports/storage/entries.contract.ts'
import { inboxContract } from '../../ports/storage/inbox.contract.ts'
import { keyContract } from '../../ports/storage/keys.contract.ts'
import { lineContract } from '../../ports/storage/lines.contract.ts'
import { markContract } from '../../ports/storage/marks.contract.ts'
import { profileContract } from '../../ports/storage/profiles.contract.ts'
import { roomContract } from '../../ports/storage/rooms.contract.ts'
import { secretContract } from '../../ports/storage/secrets.contract.ts'
import { sessionContract } from '../../ports/storage/sessions.contract.ts'
import { type PostgresServer, startPostgres } from '../../testing/postgres.ts'
import { placeOn } from './place.contract.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

const openPlace = () => placeOn(server)

describe('row 14, row 108: PostgreSQL keeps the contract of every store', () => {
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
