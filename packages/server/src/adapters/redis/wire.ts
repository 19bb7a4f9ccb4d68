import type { Host, RedisAddress } from '../../redis-address.ts'

/** A command and what follows it, the key first; before those of a script stand the script and how many they are. */
export type Command = readonly [name: string, ...string[]]

const keyOf = ([name, ...words]: Command): string | undefined => words[name === 'EVAL' ? 2 : 0]

/** An open way to Redis. Once `failed` was called it is of no use any more. */
export interface Wire {
  /** Runs commands whose keys lie in one slot, in order and without others between them. */
  transact(commands: readonly Command[]): Promise<readonly unknown[]>
  /** Bytes, since the driver would measure a text before it encodes it. */
  publish(channel: string, bytes: Buffer): Promise<unknown>
  /** Whether it still leads to where the address points. */
  isCurrent(): Promise<boolean>
}

export interface WireParts {
  readonly address: RedisAddress
  /** The one channel that is listened to. */
  readonly channel: string
  readonly heard: (bytes: Buffer) => void
  readonly failed: (error: unknown) => void
  /** Ends it, also while it is being opened. */
  readonly signal: AbortSignal
}

/** The driver is an optional dependency: it is loaded where Redis is asked for. */
export async function loadDriver() {
  try {
    return await import('redis')
  } catch (cause) {
    throw new Error('REDIS_URL needs the package "redis", which is not installed: npm install redis', { cause })
  }
}
export type Driver = Awaited<ReturnType<typeof loadDriver>>

/** With its defaults the driver waits for ever on a connection that says nothing. */
const waits = { connectTimeout: 2000, socketTimeout: 3000 }
const pingEvery = 1000

function clientOptions({ tls, username, password }: RedisAddress, { host, port }: Host, reconnect: false | number) {
  const common = { host, port, ...waits, reconnectStrategy: reconnect }
  return {
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    socket: tls ? { ...common, tls } : common,
    pingInterval: pingEvery,
    disableOfflineQueue: true,
    maintNotifications: 'disabled' as const,
  }
}

/** Asks the sentinels, one after the other, which process is the master now. */
async function masterOf({ createClient }: Driver, address: Extract<RedisAddress, { kind: 'sentinel' }>): Promise<Host> {
  let last: unknown = null
  // Sentinels have a password of their own, or none.
  const open = { ...address, username: null, password: null }
  const ways = address.password === null ? [open] : [address, open]
  for (const { sentinel, way } of address.at.flatMap((sentinel) => ways.map((way) => ({ sentinel, way })))) {
    const client = createClient(clientOptions(way, sentinel, false)).on('error', () => undefined)
    try {
      await client.connect()
      const found = await client.sendCommand<[string, string] | null>([
        'SENTINEL',
        'GET-MASTER-ADDR-BY-NAME',
        address.master,
      ])
      if (found) return { host: found[0], port: Number(found[1]) }
      last = new Error(`the sentinel at ${sentinel.host}:${sentinel.port} knows no ${address.master}`)
    } catch (error) {
      last = error
    } finally {
      if (client.isOpen) client.destroy()
    }
  }
  throw new Error('no sentinel answers', { cause: last })
}

/** Closes what was opened when it is not wanted any more, or when opening it fails. */
async function opening(signal: AbortSignal, close: () => void, open: () => Promise<unknown>): Promise<void> {
  signal.throwIfAborted()
  signal.addEventListener('abort', close, { once: true })
  try {
    await open()
  } catch (error) {
    close()
    throw error
  }
}

/** One process, also the one that the sentinels name: two connections, since whoever listens says nothing else. */
async function openSingle(driver: Driver, parts: WireParts, at: Host, database: number) {
  const options = { ...clientOptions(parts.address, at, false), database }
  const [speaker, listener] = [driver.createClient(options), driver.createClient(options)]
  const clients = [speaker, listener]
  for (const client of clients) client.on('error', parts.failed)
  const close = (): void => {
    for (const client of clients) if (client.isOpen) client.destroy()
  }
  await opening(parts.signal, close, async () => {
    await Promise.all(clients.map((client) => client.connect()))
    await listener.subscribe(parts.channel, parts.heard, true)
  })
  return {
    transact: (commands: readonly Command[]) =>
      commands.reduce((multi, command) => multi.addCommand([...command]), speaker.multi()).exec<'generic'>(),
    publish: (channel: string, bytes: Buffer) => speaker.publish(channel, bytes),
  }
}

/** Its own pace of reconnecting to each node: one that is gone must not end the way to the others. */
const reconnectEvery = 500

async function openCluster(
  { createCluster }: Driver,
  { address, channel, heard, signal }: WireParts,
  at: readonly [Host, ...Host[]],
) {
  const { socket, ...rest } = clientOptions(address, at[0], reconnectEvery)
  const cluster = createCluster({
    rootNodes: at.map((node) => ({ socket: { ...socket, ...node } })),
    defaults: { ...rest, socket },
    minimizeConnections: true,
  })
  // One part of it may be gone: whether the rest is of use, the beat shows.
  cluster.on('error', () => undefined).on('node-error', () => undefined)
  const close = (): void => {
    if (cluster.isOpen) cluster.destroy()
  }
  await opening(signal, close, async () => {
    await cluster.connect()
    await cluster.sSubscribe(channel, heard, true)
  })
  return {
    transact: (commands: readonly Command[]) =>
      commands
        .reduce((multi, command) => multi.addCommand(keyOf(command), false, [...command]), cluster.multi())
        .exec<'generic'>(),
    publish: (to: string, bytes: Buffer) => cluster.sPublish(to, bytes),
  }
}

/** Opens a way to Redis, which listens when this returns. */
export async function openWire(driver: Driver, parts: WireParts): Promise<Wire> {
  const { address } = parts
  const always = async (): Promise<boolean> => true
  switch (address.kind) {
    case 'single':
      return { ...(await openSingle(driver, parts, address.at, address.database)), isCurrent: always }
    case 'sentinel': {
      const master = await masterOf(driver, address)
      const isCurrent = async (): Promise<boolean> => {
        const now = await masterOf(driver, address)
        return now.host === master.host && now.port === master.port
      }
      return { ...(await openSingle(driver, parts, master, address.database)), isCurrent }
    }
    case 'cluster':
      return { ...(await openCluster(driver, parts, address.at)), isCurrent: always }
  }
}
