import { spawn } from 'node:child_process'
import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../ports/clock.ts'
import { configurationOf, type SfuSettings } from './configuration.ts'

/** A process that serves, or has ended. */
export interface Child {
  readonly pid: number
  readonly ended: Promise<void>
}

/** Where one keeps what belongs to its SFU. */
export const filesIn = (folder: string) => ({
  configuration: join(folder, 'livekit.yaml'),
  record: join(folder, 'running.json'),
  log: join(folder, 'livekit.log'),
})

/**
 * Starts a LiveKit server that outlives this process: in a group of its own, its words in a file, because a pipe would
 * end it together with its reader.
 */
export async function spawnChild(program: string, folder: string, settings: SfuSettings): Promise<Child> {
  const files = filesIn(folder)
  await writeFile(files.configuration, configurationOf(settings), { mode: 0o600 })
  const log = await open(files.log, 'w', 0o600)
  const started = spawn(program, ['--config', files.configuration], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  const ended = Promise.withResolvers<void>()
  const running = Promise.withResolvers<number>()
  started.once('spawn', () => running.resolve(started.pid ?? 0))
  started.once('error', running.reject)
  started.once('exit', () => ended.resolve())
  started.unref()
  try {
    return { pid: await running.promise, ended: ended.promise }
  } finally {
    await log.close()
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A process that somebody else started; whether it is there is looked up each second. */
export function adoptChild(pid: number, clock: Clock): Child {
  const ended = Promise.withResolvers<void>()
  const stop = clock.every(1000, () => {
    if (alive(pid)) return
    stop()
    ended.resolve()
  })
  return { pid, ended: ended.promise }
}

/** Milliseconds that it has to let everybody go. */
const patience = 2000

/** Sends a signal, if there is still somebody to hear it. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It is gone already.
  }
}

/** Ends a process: LiveKit waits for its last participant at the first signal, and goes at the second. */
export async function endChild({ pid, ended }: Child, clock: Clock): Promise<void> {
  signal(pid, 'SIGTERM')
  signal(pid, 'SIGTERM')
  const cancel = clock.after(patience, () => signal(pid, 'SIGKILL'))
  await ended
  cancel()
}

/** The last thing that it said. */
export async function lastWords(folder: string): Promise<string> {
  const text = await readFile(filesIn(folder).log, 'utf8').catch(() => '')
  return text.trim().split('\n').at(-1)?.slice(0, 500) ?? ''
}
