import { setTimeout as sleep } from 'node:timers/promises'
import { dispose } from '@livekit/rtc-node'
import { withSfu } from '@parley/server/testing'
import { atMost } from '../bar.ts'
import { dataFolder } from '../data-folder.ts'
import { cpuMicros } from '../process-usage.ts'
import { say } from '../report.ts'
import { startServer } from '../server-process.ts'
import type { Part } from './part.ts'
import { publish } from './publisher.ts'
import { type Received, Receiver } from './receiver.ts'
import { type Sfu, sfuOf } from './sfu.ts'
import { until } from './until.ts'

/** Receivers beside the first one. Each decodes what it gets, so a machine carries only so many. */
const sizes = [5, 10, 20]
/** The first one: what comes in and its own stream are no stream more. */
const first = 1
/** A room that no call of the server has: whoever is not in a call would be thrown out of it. */
const room = 'streams'
/** The smallest of the three sizes of a 720p camera. */
const smallest = 320
/** Milliseconds in which the larger sizes, which nobody takes, end. */
const calm = 10_000
const seconds = 15

interface Usage {
  /** CPU µs in a second. */
  readonly sfu: number
  readonly server: number
  /** In a second, of all receivers. */
  readonly packets: number
  readonly bytes: number
}

const sum = (all: readonly Received[], of: 'packets' | 'bytes'): number => all.reduce((so, one) => so + one[of], 0)

const receivedBy = (all: readonly Receiver[]): Promise<readonly Received[]> =>
  Promise.all(all.map((one) => one.received()))

async function measure(sfu: Sfu, server: number, receivers: readonly Receiver[]): Promise<Usage> {
  const before = await receivedBy(receivers)
  const [at, sfuBefore, serverBefore] = [performance.now(), cpuMicros(sfu.pid), cpuMicros(server)]
  await sleep(seconds * 1000)
  const [sfuThen, serverThen, took] = [cpuMicros(sfu.pid), cpuMicros(server), (performance.now() - at) / 1000]
  const after = await receivedBy(receivers)
  return {
    sfu: (sfuThen - sfuBefore) / took,
    server: (serverThen - serverBefore) / took,
    packets: (sum(after, 'packets') - sum(before, 'packets')) / took,
    bytes: (sum(after, 'bytes') - sum(before, 'bytes')) / took,
  }
}

/** Waits until everybody gets the smallest picture, and nothing else is sent. */
async function settle(receivers: readonly Receiver[]): Promise<void> {
  await until(async () => (await receivedBy(receivers)).every(({ width }) => width === smallest) || null, 1000)
  await sleep(calm)
}

/** What one more stream costs, with so many of them: what the first one and the room cost is taken off. */
const costOf = (usage: Usage, base: Usage, streams: number) => ({
  stream: (usage.sfu - base.sfu) / streams,
  packet: (usage.sfu - base.sfu) / (usage.packets - base.packets),
  kilobyte: (1000 * (usage.sfu - base.sfu)) / (usage.bytes - base.bytes),
  server: (usage.server - base.server) / streams,
})

/** The SFU with one camera and more and more who look at it: what does each of them cost it, and what the server? */
export async function streams(): Promise<Part> {
  await using data = await dataFolder()
  await using server = await startServer(data.path, [], withSfu())
  const sfu = await sfuOf(data.path)
  await sfu.control.open(room)
  const receivers: Receiver[] = []
  const grow = async (to: number): Promise<Usage> => {
    while (receivers.length < to) {
      const receiver = new Receiver()
      await receiver.enter(sfu, room, `receiver-${receivers.length}`)
      receivers.push(receiver)
    }
    await settle(receivers)
    return await measure(sfu, server.pid, receivers)
  }
  const publisher = await publish(sfu, room)
  const base = await grow(first)
  const costs: ReturnType<typeof costOf>[] = []
  for (const size of sizes) {
    say(`${size} more receivers`)
    costs.push(costOf(await grow(first + size), base, size))
  }
  await Promise.all(receivers.map((receiver) => receiver.leave()))
  await publisher[Symbol.asyncDispose]()
  await dispose()
  const most = Math.max(...costs.slice(1).map(({ stream }) => stream))
  return {
    rows: [
      ['streams of 320 × 180', 'SFU µs/s per stream', 'µs per packet', 'µs per kB', 'server µs/s per stream'],
      ...costs.map(({ stream, packet, kilobyte, server: own }, at) => [`${sizes[at]}`, stream, packet, kilobyte, own]),
    ],
    bars: [atMost('stream-growth', most / (costs[0]?.stream ?? 1), `× the SFU's CPU per stream of ${sizes[0]}`, 1.5)],
  }
}
