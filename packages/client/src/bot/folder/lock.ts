import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ParleyError } from '@parley/protocol'

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** Locks that this process holds or is about to. */
const held = new Set<string>()

/** When a process began, where the system says so: a number is given to another process one day. */
async function beganAt(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // Behind the name in brackets, which may hold anything, the 20th field (proc_pid_stat(5)).
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

const nameOf = async (pid: number): Promise<string> => `${pid} ${await beganAt(pid)}\n`

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Whether whoever wrote a lock is gone. It is not this process: that one knows what it holds. */
async function isStale(name: string): Promise<boolean> {
  const pid = Number.parseInt(name, 10)
  // In a container each process may have the number of the one before.
  if (!(pid > 0) || pid === process.pid) return true
  return !isAlive(pid) || name !== (await nameOf(pid))
}

/** Puts a lock there with what it says, in one step; false: there is one. */
async function place(path: string, name: string): Promise<boolean> {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, name, { mode: 0o600 })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** Takes a stale lock away. What somebody else has put there meanwhile goes back. */
async function clear(path: string, stale: string): Promise<void> {
  const aside = `${path}.${process.pid}.old`
  try {
    await rename(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}

async function take(path: string): Promise<void> {
  const name = await nameOf(process.pid)
  if (await place(path, name)) return
  const other = await readFile(path, 'utf8').catch(() => '')
  if (!(await isStale(other))) throw new ParleyError('folder_in_use')
  await clear(path, other)
  if (!(await place(path, name))) throw new ParleyError('folder_in_use')
}

/**
 * Makes a folder this process's own until the answer is called. What a process that is gone has left is taken over.
 * Rejects with `folder_in_use`.
 */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const path = resolve(folder, 'lock')
  if (held.has(path)) throw new ParleyError('folder_in_use')
  held.add(path)
  try {
    await take(path)
  } catch (error) {
    held.delete(path)
    throw error
  }
  return async () => {
    await rm(path, { force: true })
    held.delete(path)
  }
}
