import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { nodeFlags } from '@parley/server'
import { accessIssuer } from './access.ts'
import type { Door } from './entrance.ts'

const main = fileURLToPath(new URL('../../packages/server/src/main.ts', import.meta.url))
const collect = new URL('./collect-garbage.ts', import.meta.url).href

/** Inbound limits (C11) raised as an operator would, so that a handful of clients can load the server. */
const raised = {
  PARLEY_MESSAGES_PER_SECOND: '1000000',
  PARLEY_MESSAGES_BURST: '1000000',
  PARLEY_COMMANDS_PER_SECOND: '1000000',
  PARLEY_COMMANDS_BURST: '1000000',
  PARLEY_UNACKED_SENDS: '10000',
}

export interface ServerProcess extends Door, AsyncDisposable {
  readonly pid: number
  /** Token of the owner link; null once there is an owner. */
  readonly ownerToken: string | null
  /** Milliseconds from the start of the process to its line on stdout. */
  readonly startMs: number
  /** Collects garbage, so that what is resident is in use. */
  collectGarbage(): void
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

/**
 * Starts the real server on a free port.
 * @param data its data folder
 * @param flags for Node, for example `--cpu-prof`
 * @param settings by their names
 */
export async function startServer(
  data: string,
  flags: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const startedAt = performance.now()
  const args = [...nodeFlags, ...flags, main, '--port', '0', '--data', data, '--json']
  const env = { ...process.env, ...raised, ...settings }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-4000)
  })
  child.on('exit', (code) => {
    if (code !== 0) process.stderr.write(`${said}\nThe server ended with ${code}.\n`)
  })
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
    once(child, 'exit').then(() => Promise.reject(new Error('The server ended before it listened.'))),
  ])
  const startMs = performance.now() - startedAt
  const { url, pid, ownerLink } = JSON.parse(line) as { url: string; pid: number; ownerLink: string | null }
  return {
    pid,
    ownerToken: ownerLink?.split('#')[1] ?? null,
    port: Number(new URL(url).port),
    accessOf: await accessIssuer(settings['PARLEY_KEYS'] ?? join(data, 'keys.json')),
    startMs,
    collectGarbage: () => void child.kill('SIGUSR2'),
    [Symbol.asyncDispose]: () => stop(child),
  }
}

/** Flags for a server whose garbage can be collected from outside. */
export const collectable = ['--expose-gc', '--import', collect]
