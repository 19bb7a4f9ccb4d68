// A process of raw devices: takes orders over IPC.
import { join } from 'node:path'
import { accessIssuer } from '@parley/bench/access'
import { RawDevice } from './device.ts'
import type { RawAnswered, RawAsked, RawOrder, RawReport } from './orders.ts'

const devices: RawDevice[] = []
/** Devices that come in at a time. */
const atOnce = 16
let acknowledged = 0
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function come({ port, data, from, seats }: Extract<RawOrder, { do: 'come' }>): Promise<void> {
  const door = { port, from, accessOf: await accessIssuer(join(data, 'keys.json')) }
  const fresh = seats.map((seat) => new RawDevice(seat, door))
  devices.push(...fresh)
  const queue = fresh.values()
  const work = async (): Promise<void> => {
    for (const device of queue) await device.come()
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

async function talk(order: Extract<RawOrder, { do: 'talk' }>): Promise<void> {
  const end = performance.now() + order.milliseconds
  const each = (1000 * order.talkers) / order.perSecond
  await Promise.all(
    devices.slice(0, order.talkers).map(async (device) => {
      for (let due = performance.now() + Math.random() * each; due < end; due += each) {
        await pause(Math.max(0, due - performance.now()))
        device.say(order.bytes).then(
          () => {
            acknowledged += 1
          },
          () => undefined,
        )
      }
    }),
  )
}

function report(): RawReport {
  const closes: Record<number, number> = {}
  for (const code of devices.flatMap((device) => device.closes)) closes[code] = (closes[code] ?? 0) + 1
  const latencies = devices.flatMap((device) => device.latencies.splice(0))
  return {
    live: devices.filter(({ isLive }) => isLive).length,
    cursor: Math.min(...devices.map(({ cursor }) => cursor)),
    holes: devices.flatMap(({ holes }) => holes),
    closes,
    latencies,
    acknowledged,
  }
}

async function obey(order: RawOrder): Promise<void> {
  if (order.do === 'come') await come(order)
  if (order.do === 'talk') await talk(order)
}

async function answer({ n, order }: RawAsked): Promise<void> {
  const fault = await obey(order).then(
    () => null,
    (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
  )
  process.send?.({ n, fault, report: report() } satisfies RawAnswered)
}

process.on('message', (asked: RawAsked) => void answer(asked))
process.on('disconnect', () => process.exit())
