import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createClient } from 'redis'

/** A `redis-server` of its own, on a free port, that keeps nothing. */
export interface RedisProcess extends AsyncDisposable {
  readonly port: number
  readonly pid: number
  readonly url: string
  /** kill -9. */
  kill(): Promise<void>
  /** Again on the same port, with nothing in it. */
  restart(): Promise<void>
  /** Neither answers nor ends, until it is thawed. */
  freeze(): void
  thaw(): void
  ask(...command: readonly string[]): Promise<unknown>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

const readyLine = /Ready to accept connections|Sentinel ID is/

async function spawnRedis(args: readonly string[]): Promise<ChildProcess> {
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const lines = createInterface(child.stdout)
  // Whoever started it may end by a mistake, and nobody would be left to end it.
  const endToo = (): void => void child.kill('SIGKILL')
  process.once('exit', endToo)
  child.once('exit', () => process.removeListener('exit', endToo))
  const ready = Promise.withResolvers<void>()
  const said: string[] = []
  lines.on('line', (line) => {
    if (said.length < 100) said.push(line)
    if (readyLine.test(line)) ready.resolve()
  })
  child.on('error', ready.reject)
  child.on('exit', () => ready.reject(new Error(`redis-server ended: ${said.join('\n')}`)))
  await ready.promise
  return child
}

async function start(
  argsOf: (port: number, folder: string) => readonly string[] | Promise<readonly string[]>,
): Promise<RedisProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-redis-'))
  const port = await freePort()
  const args = [...(await argsOf(port, folder)), '--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder]
  const url = `redis://127.0.0.1:${port}`
  let child = await spawnRedis(args)

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }

  return {
    port,
    url,
    get pid() {
      return child.pid ?? 0
    },
    kill,
    async restart() {
      await kill()
      child = await spawnRedis(args)
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async ask(...command) {
      const client = createClient({ url }).on('error', () => undefined)
      await client.connect()
      try {
        return await client.sendCommand([...command])
      } finally {
        client.destroy()
      }
    },
    async [Symbol.asyncDispose]() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** @param more settings as on the command line of `redis-server` */
export const startRedis = (more: readonly string[] = []): Promise<RedisProcess> => start(() => ['--save', '', ...more])

/** Several processes under one address. */
export interface RedisGroup extends AsyncDisposable {
  readonly url: string
  readonly processes: readonly [RedisProcess, RedisProcess, RedisProcess]
}

const groupOf = (url: string, processes: RedisGroup['processes']): RedisGroup => ({
  url,
  processes,
  async [Symbol.asyncDispose]() {
    for (const one of processes) await one[Symbol.asyncDispose]()
  },
})

/** Asks again and again until the answer is the one that is waited for. */
async function until(redis: RedisProcess, command: readonly string[], awaited: string): Promise<void> {
  while (!JSON.stringify(await redis.ask(...command)).includes(awaited));
}

/** A master, a replica, and a sentinel that names the replica master soon after the master is gone. */
export async function startSentinel(): Promise<RedisGroup> {
  const master = await startRedis()
  const replica = await startRedis(['--replicaof', '127.0.0.1', `${master.port}`, '--repl-diskless-sync-delay', '0'])
  await until(replica, ['INFO', 'replication'], 'master_link_status:up')
  const settings = [
    `sentinel monitor house 127.0.0.1 ${master.port} 1`,
    'sentinel down-after-milliseconds house 500',
    'sentinel failover-timeout house 3000',
  ]
  const sentinel = await start(async (_, folder) => {
    const file = join(folder, 'sentinel.conf')
    await writeFile(file, `${settings.join('\n')}\n`)
    return [file, '--sentinel']
  })
  await until(sentinel, ['SENTINEL', 'REPLICAS', 'house'], `${replica.port}`)
  return groupOf(`redis-sentinel://127.0.0.1:${sentinel.port}/house`, [master, replica, sentinel])
}

/** Three masters that share the slots. */
export async function startCluster(): Promise<RedisGroup> {
  const start = async () => startRedis(['--cluster-enabled', 'yes', '--cluster-port', `${await freePort()}`])
  const processes = [await start(), await start(), await start()] as const
  const [first] = processes
  const bounds = [0, 5461, 10_923, 16_384]
  for (const [at, one] of processes.entries()) {
    await one.ask('CLUSTER', 'ADDSLOTSRANGE', `${bounds[at]}`, `${(bounds[at + 1] ?? 0) - 1}`)
    await one.ask('CLUSTER', 'SET-CONFIG-EPOCH', `${at + 1}`)
  }
  for (const one of processes.slice(1)) {
    const [bus] = ((await one.ask('CONFIG', 'GET', 'cluster-port')) as string[]).slice(1)
    await first.ask('CLUSTER', 'MEET', '127.0.0.1', `${one.port}`, `${bus}`)
  }
  for (const one of processes) {
    await until(one, ['CLUSTER', 'INFO'], 'cluster_state:ok')
  }
  return groupOf(`redis-cluster://127.0.0.1:${processes.map(({ port }) => port).join(',127.0.0.1:')}`, processes)
}
