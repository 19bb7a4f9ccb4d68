import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Settings of the server by their names in `postgresql.conf`. */
export type PostgresSettings = Readonly<Record<string, string>>

/** A PostgreSQL server of the tests' own: a cluster in a temporary folder, on a free port. */
export interface PostgresServer extends AsyncDisposable {
  readonly port: number
  /** Everything of it lies here; who it runs as may write there. */
  readonly folder: string
  /** Address of a database through a port, this server's own if none is named. */
  url(database: string, port?: number): string
  /** Makes an empty database; answers its name. */
  createDatabase(): Promise<string>
  dropDatabase(database: string): Promise<void>
  /** One statement of whoever runs the server. */
  administer(sql: string): Promise<void>
  /** All its processes, that from which the others descend first. */
  processes(): readonly number[]
  /** Kill -9 of the process that all others descend from; returns when it is gone. */
  kill(): Promise<void>
  /** Starts it again over the same folder after `kill`, where it recovers, or after an orderly stop. */
  start(settings?: PostgresSettings): Promise<void>
  stop(): Promise<void>
}

const versions = '/usr/lib/postgresql'

/** Folder of the newest installed version's programs: Debian keeps them out of PATH. */
function programs(): string {
  const found = existsSync(versions) ? readdirSync(versions).map(Number).filter(Number.isFinite) : []
  const newest = found
    .toSorted((one, other) => other - one)
    .find((version) => existsSync(`${versions}/${version}/bin/initdb`))
  if (newest === undefined) throw new Error('PostgreSQL is not installed: npm test installs it.')
  return `${versions}/${newest}/bin`
}

/** The server refuses to run as root. */
function identity(): { readonly uid: number; readonly gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

interface Running {
  readonly pid: number
  readonly kill: (signal: NodeJS.Signals) => void
  readonly exited: Promise<unknown>
}

/** After kill -9 what is left of the old processes can stand in the way of the first tries. */
const triesMost = 200

/** @param within the folder in which its own is made */
export async function startPostgres(settings: PostgresSettings = {}, within = tmpdir()): Promise<PostgresServer> {
  const bin = programs()
  const as = identity()
  const folder = await mkdtemp(join(within, 'parley-pg-'))
  await chmod(folder, 0o755)
  if (as.uid !== undefined) await chown(folder, as.uid, as.gid)
  const options = { ...as, cwd: folder, env: { LC_ALL: 'C', HOME: folder } }
  const data = join(folder, 'data')
  const init = ['-N', '-D', data, '-U', 'parley', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-instructions']
  execFileSync(join(bin, 'initdb'), init, { ...options, stdio: ['ignore', 'ignore', 'inherit'] })
  const port = await freePort()
  let running: Running | null = null
  let made = 0

  /** Answers whether it came up. */
  async function tryToStart(more: PostgresSettings): Promise<boolean> {
    const all = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: folder,
      port: `${port}`,
      ...settings,
      ...more,
    }
    const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const exited = once(child, 'exit')
    // Whoever started it may end by a mistake, and nobody would be left to end it.
    const endToo = (): void => void child.kill('SIGQUIT')
    process.once('exit', endToo)
    child.once('exit', () => process.removeListener('exit', endToo))
    const lines = createInterface(child.stderr)
    const ready = new Promise<boolean>((resolve) => {
      lines.on('line', (line) => line.includes('database system is ready to accept connections') && resolve(true))
      lines.on('close', () => resolve(false))
    })
    if (await ready) {
      running = { pid: child.pid ?? 0, kill: (signal) => child.kill(signal), exited }
      return true
    }
    await exited
    return false
  }

  async function start(more: PostgresSettings = {}): Promise<void> {
    for (let tries = 1; !(await tryToStart(more)); tries += 1) {
      if (tries === triesMost) throw new Error('PostgreSQL does not start.')
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = running
    running = null
    ended?.kill(signal)
    await ended?.exited
  }

  const url = (database: string, at = port): string => `postgres://parley@127.0.0.1:${at}/${database}`

  async function administer(sql: string): Promise<void> {
    const { Client } = await import('pg')
    const client = new Client(url('postgres'))
    await client.connect()
    await client.query(sql)
    await client.end()
  }

  await start()
  return {
    port,
    folder,
    url,
    start,
    administer,
    async createDatabase() {
      made += 1
      await administer(`CREATE DATABASE test_${made}`)
      return `test_${made}`
    },
    processes() {
      if (!running) return []
      const children = readFileSync(`/proc/${running.pid}/task/${running.pid}/children`, 'utf8')
      return [running.pid, ...children.split(' ').filter(Boolean).map(Number)]
    },
    dropDatabase: (database) => administer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
    kill: () => end('SIGKILL'),
    // An immediate stop: what is in the folder is thrown away anyway, or has to recover.
    stop: () => end('SIGQUIT'),
    async [Symbol.asyncDispose]() {
      await end('SIGQUIT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
