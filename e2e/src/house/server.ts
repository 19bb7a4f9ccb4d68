import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../packages/server/src/main.ts', import.meta.url))

/** The line that `--json` prints. */
export interface Ready {
  readonly url: string
  readonly ownerLink: string | null
  readonly pid: number
}

/** A real server process with a data folder of its own. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string
  readonly ownerLink: string | null
  /** The process that runs now. */
  readonly pid: number
  /** The folder of everything it keeps. */
  readonly data: string
  /** Ends it with SIGKILL, as a power button would. */
  kill(): Promise<void>
  /** Starts it again on the same folder and port. */
  restart(): Promise<void>
}

/** Settings as an operator would give them, and words before the program where it is to run elsewhere. */
interface Setting {
  readonly env: Readonly<Record<string, string>>
  readonly within: readonly string[]
}

async function launch(data: string, port: number, { env, within }: Setting) {
  const [program = process.execPath, ...args] = [...within, process.execPath, main, '--json']
  args.push('--port', String(port), '--data', data)
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()))
  for await (const line of createInterface({ input: child.stdout })) return { child, ready: JSON.parse(line) as Ready }
  throw new Error(`The server did not start: ${said.join('')}`)
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** Starts a server on a free port. */
export async function startServer(env: Setting['env'] = {}, within: Setting['within'] = []): Promise<ServerProcess> {
  const data = await mkdtemp(join(tmpdir(), 'parley-'))
  let running = await launch(data, 0, { env, within })
  const { url, ownerLink } = running.ready
  return {
    url,
    ownerLink,
    get pid() {
      return running.ready.pid
    },
    data,
    kill: () => end(running.child, 'SIGKILL'),
    async restart() {
      await end(running.child, 'SIGKILL')
      running = await launch(data, Number(new URL(url).port), { env, within })
    },
    async [Symbol.asyncDispose]() {
      await end(running.child, 'SIGTERM')
      await rm(data, { recursive: true, force: true })
    },
  }
}
