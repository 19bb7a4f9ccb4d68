import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const program = '/usr/bin/turnserver'

/** A TURN server on this machine. */
export interface Coturn extends AsyncDisposable {
  /** Settings of a Parley server that uses it. */
  env(transport: 'udp' | 'tcp'): Record<string, string>
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

function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(port, '127.0.0.1')
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}

async function end(child: ChildProcess | null): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function launch(port: number, folder: string): Promise<ChildProcess> {
  const options = {
    'listening-ip': '127.0.0.1',
    'relay-ip': '127.0.0.1',
    'listening-port': String(port),
    realm: 'parley.test',
    'static-auth-secret': secret,
    userdb: join(folder, 'users'),
    pidfile: join(folder, 'pid'),
    'log-file': 'stdout',
  }
  const flags = ['use-auth-secret', 'allow-loopback-peers', 'no-cli', 'no-tls', 'no-dtls', 'no-multicast-peers']
  const args = ['-n', ...flags.map((flag) => `--${flag}`), ...Object.entries(options).map(([k, v]) => `--${k}=${v}`)]
  const child = spawn(program, args, { stdio: 'ignore' })
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`coturn ended with ${child.exitCode}.`)
    await setTimeout(20)
  }
  return child
}

/** Starts coturn with short-lived credentials on a free loopback port. */
export async function openCoturn(): Promise<Coturn> {
  const folder = await mkdtemp(join(tmpdir(), 'coturn-'))
  const port = await freePort()
  let child: ChildProcess | null = await launch(port, folder)
  return {
    env: (transport) => ({
      PARLEY_TURN: `turn:127.0.0.1:${port}?transport=${transport}`,
      PARLEY_TURN_SECRET: secret,
      PARLEY_TURN_ONLY: '1',
    }),
    kill: () => end(child),
    async start() {
      child = await launch(port, folder)
    },
    async [Symbol.asyncDispose]() {
      await end(child)
      child = null
      await rm(folder, { recursive: true, force: true })
    },
  }
}
