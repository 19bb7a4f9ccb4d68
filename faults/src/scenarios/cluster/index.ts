import { deadPostgres } from './dead-postgres.ts'
import { deadRedis } from './dead-redis.ts'
import { halfOpen } from './half-open.ts'
import { killedNode } from './killed-node.ts'
import { partitions } from './partitions.ts'
import type { Phase } from './phase.ts'
import { revoked } from './revoked.ts'
import { rolling } from './rolling.ts'

/** What one cluster goes through, one after the other. */
export const phases: readonly { readonly names: readonly string[]; readonly phase: Phase }[] = [
  { names: ['F1', 'F16'], phase: killedNode },
  { names: ['F4'], phase: deadRedis },
  { names: ['F5'], phase: deadPostgres },
  { names: ['F6'], phase: partitions },
  { names: ['F15'], phase: rolling },
  { names: ['F8'], phase: halfOpen },
  { names: ['F18'], phase: revoked },
]
