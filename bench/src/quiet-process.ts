import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Person, Room } from './household.ts'

const program = fileURLToPath(new URL('quiet-room.ts', import.meta.url))

export interface QuietTask {
  readonly port: number
  /** The file with the keys of the house. */
  readonly keys: string
  readonly room: string
  readonly person: Person
}

/** Milliseconds below which 99 of 100 acknowledgements in a quiet room stay, seen from a process that does nothing else. */
export async function quietP99(port: number, keys: string, { id, members: [person] }: Room): Promise<number> {
  if (!person) throw new Error('a room with somebody in it')
  const task: QuietTask = { port, keys, room: id, person }
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(task)])
  return Number(stdout)
}
