import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const program = '/usr/bin/turnserver'

/** A TURN server on this machine. */
export interface Coturn extends AsyncDisposable {
  /** Settings of a Parley server that lets all media go through it. */
  env(transport: 'udp' | 'tcp'): Record<string, string>
  /** Settings of a Parley server that asks it for addresses only. */
  readonly stun: Record<string, string>
  /** Settings of a Parley server that uses it where nothing else leads. */
  readonly turn: Record<string, string>
  /** Ends it with SIGKILL: every path through it is gone. */
  kill(): Promise<void>
  /** Starts it again on the same port. */
  start(): Promise<void>
}

const secret = 'north-by-north-west'

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** Where it is: an address, and words before the program where that address is not one of this network. */
interface Site {
  readonly address: string
  readonly within: readonly string[]
}

/** Whether a process listens in its own network, as the kernel says. */
async function listens({ pid }: ChildProcess, port: number): Promise<boolean> {
  const all = await readFile(`/proc/${pid}/net/tcp`, 'utf8').catch(() => '')
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return new RegExp(`:${hex} 00000000:0000 0A `).test(all)
}

async function end(child: ChildProcess | null): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function launch(port: number, folder: string, { address, within }: Site): Promise<ChildProcess> {
  const options = {
    'listening-ip': address,
    'relay-ip': address,
    'listening-port': String(port),
    realm: 'parley.test',
    'static-auth-secret': secret,
    userdb: join(folder, 'users'),
    pidfile: join(folder, 'pid'),
    'log-file': 'stdout',
  }
  const flags = ['use-auth-secret', 'allow-loopback-peers', 'no-cli', 'no-tls', 'no-dtls', 'no-multicast-peers']
  const chosen = [...flags.map((flag) => `--${flag}`), ...Object.entries(options).map(([k, v]) => `--${k}=${v}`)]
  const [first = program, ...args] = [...within, program, '-n', ...chosen]
  const child = spawn(first, args, { stdio: 'ignore' })
  while (!(await listens(child, port))) {
    if (child.exitCode !== null) throw new Error(`coturn ended with ${child.exitCode}.`)
    await setTimeout(20)
  }
  return child
}

/** Starts coturn with short-lived credentials on a free port. */
export async function openCoturn(site: Site = { address: '127.0.0.1', within: [] }): Promise<Coturn> {
  const folder = await mkdtemp(join(tmpdir(), 'coturn-'))
  const port = await freePort()
  const at = `${site.address}:${port}`
  const stun = { PARLEY_STUN: `stun:${at}` }
  let child: ChildProcess | null = await launch(port, folder, site)
  return {
    env: (transport) => ({
      PARLEY_TURN: `turn:${at}?transport=${transport}`,
      PARLEY_TURN_SECRET: secret,
      PARLEY_TURN_ONLY: '1',
    }),
    stun,
    turn: {
      ...stun,
      PARLEY_TURN: `turn:${at}?transport=udp,turn:${at}?transport=tcp`,
      PARLEY_TURN_SECRET: secret,
    },
    kill: () => end(child),
    async start() {
      child = await launch(port, folder, site)
    },
    async [Symbol.asyncDispose]() {
      await end(child)
      child = null
      await rm(folder, { recursive: true, force: true })
    },
  }
}
