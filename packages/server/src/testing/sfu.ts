import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { environment } from '../config.ts'
import type { Settings } from './server.ts'

const built = fileURLToPath(new URL('../../../../.cache/livekit-server', import.meta.url))

/** The program livekit-server; null where it was neither built nor named: what needs it is not run. */
export const sfuProgram: string | null = environment['PARLEY_TEST_SFU'] ?? (existsSync(built) ? built : null)

/** Settings of a server with an SFU for all of its calls, on this machine alone. */
export const withSfu = (): Settings => ({
  PARLEY_SFU: sfuProgram ?? '',
  PARLEY_SFU_PORT: `${randomInt(20_000, 50_000)}`,
  PARLEY_SFU_ADDRESS: '127.0.0.1',
  PARLEY_MESH_MOST: '1',
})
