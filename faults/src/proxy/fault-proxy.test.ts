import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FaultProxy } from './fault-proxy.ts'
import { seeded } from './random.ts'
import { pieces, type Weather } from './weather.ts'

let echo: Server
let proxy: FaultProxy
let heard: Buffer[]

/** A server that says back what it hears, and ends when it is told to. */
beforeEach(async () => {
  heard = []
  echo = createServer((socket) => {
    socket.on('data', (bytes) => heard.push(bytes))
    socket.on('error', () => undefined)
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  proxy = await FaultProxy.open({ target: (echo.address() as AddressInfo).port, seed: 7 })
})
afterEach(async () => {
  await proxy[Symbol.asyncDispose]()
  echo.close()
})

/** A connection through the proxy, and all that came back over it. */
async function open() {
  const socket = connect(proxy.port, '127.0.0.1')
  const came: Buffer[] = []
  socket.on('data', (bytes) => came.push(bytes))
  await once(socket, 'connect')
  return { socket, came: () => Buffer.concat(came) }
}

/** Sends all of it, ends, and answers what came back until the other side ended too. */
async function through(bytes: Buffer): Promise<Buffer> {
  const { socket, came } = await open()
  const ended = once(socket, 'end')
  socket.end(bytes)
  await ended
  return came()
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

const failure = async (socket: Socket): Promise<string> => {
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
  return error.code ?? ''
}
const filled = (size: number): Buffer => Buffer.from(Uint8Array.from({ length: size }, (_, at) => at * 7))

test('all bytes arrive, in their order, in any weather, and the end arrives after them', async () => {
  const weathers: readonly Weather[] = [
    {},
    { slice: 7 },
    { latency: 20, jitter: 20 },
    { latency: 5, jitter: 5, bandwidth: 2_000_000, slice: 999 },
  ]
  for (const weather of weathers) {
    proxy.become(weather)
    const sent = filled(300_000)
    expect((await through(sent)).equals(sent), JSON.stringify(weather)).toBe(true)
  }
})

test('bytes take their latency there and back, and the bandwidth its time', async () => {
  proxy.become({ latency: 100 })
  const began = performance.now()
  await through(filled(10))
  expect(performance.now() - began).toBeGreaterThanOrEqual(195)
  proxy.become({ bandwidth: 100_000 })
  const narrow = performance.now()
  await through(filled(50_000))
  expect(performance.now() - narrow).toBeGreaterThanOrEqual(490)
})

test('what is held one way waits, reaches nobody, and goes on once it is healed', async () => {
  const { socket, came } = await open()
  proxy.become({ held: ['back'] })
  socket.write('hello')
  await until(() => proxy.underWay === 5)
  expect(Buffer.concat(heard).toString()).toBe('hello')
  expect(came().toString()).toBe('')
  proxy.become({ held: ['there', 'back'] })
  socket.write(' again')
  await until(() => proxy.underWay === 11)
  expect(Buffer.concat(heard).toString()).toBe('hello')
  proxy.become({})
  await until(() => came().toString() === 'hello again')
  socket.destroy()
})

test('what a slow network has under way is quick once it is a good one', async () => {
  const { socket, came } = await open()
  proxy.become({ bandwidth: 1 })
  socket.write(filled(50_000))
  await until(() => proxy.underWay === 50_000)
  proxy.become({})
  await until(() => came().length === 50_000)
  socket.destroy()
})

test('a reset reaches both sides, and who comes is refused as long as it is so', async () => {
  const { socket } = await open()
  socket.write('x')
  await until(() => heard.length > 0)
  const broken = failure(socket)
  proxy.reset()
  expect(await broken).toBe('ECONNRESET')
  proxy.refuse(true)
  const refused = connect(proxy.port, '127.0.0.1')
  expect(await failure(refused)).toBe('ECONNRESET')
  proxy.refuse(false)
  expect((await through(filled(3))).length).toBe(3)
})

test('who does not read holds up the other side, and nobody keeps the bytes meanwhile', async () => {
  const { socket } = await open()
  socket.pause()
  proxy.become({ latency: 1 })
  for (let n = 0; n < 400; n += 1) socket.write(filled(65_536))
  await until(() => proxy.underWay >= 65_536)
  // While others go to and fro, it could take more.
  for (let n = 0; n < 30; n += 1) await through(filled(10))
  expect(proxy.underWay).toBeLessThan(400_000)
  expect(socket.writableLength).toBeGreaterThan(1_000_000)
  socket.destroy()
})

test('the same seed gives the same pieces at the same moments, none before another', () => {
  const weather = fc.record({
    latency: fc.nat(500),
    jitter: fc.nat(500),
    bandwidth: fc.integer({ min: 1000, max: 1e7 }),
    slice: fc.integer({ min: 1, max: 100 }),
  })
  fc.assert(
    fc.property(weather, fc.integer(), fc.integer({ min: 1, max: 5000 }), (some, seed, size) => {
      const at = { now: 1000, after: 900 }
      const made = pieces(filled(size), some, seeded(seed), at)
      expect(pieces(filled(size), some, seeded(seed), at)).toEqual(made)
      expect(Buffer.concat(made.map(({ bytes }) => bytes)).equals(filled(size))).toBe(true)
      expect(made.map(({ due }) => due)).toEqual(made.map(({ due }) => due).toSorted((a, b) => a - b))
      for (const { bytes } of made) expect(bytes.length).toBeLessThanOrEqual(some.slice)
    }),
  )
})
