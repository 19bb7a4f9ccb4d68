import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { RawResult, RawTask } from './raw-writes.ts'

const program = fileURLToPath(new URL('raw-writes.ts', import.meta.url))

/** Measures writes through the storage adapter in a process of its own; a seeded folder that no server has open. */
export function rawWrites(task: RawTask): RawResult {
  const seats = task.seats.map(({ person, room: { id } }) => ({ person, room: { id } }))
  const answer = execFileSync(process.execPath, [program, JSON.stringify({ ...task, seats })], { encoding: 'utf8' })
  return JSON.parse(answer) as RawResult
}
