import { residentKiB } from '@parley/bench/process-usage'
import type { Finding } from '../checker/run.ts'
import { FaultProxy } from '../proxy/fault-proxy.ts'
import { Hall } from '../raw/hall.ts'
import { atMost, p99, told } from './bounds.ts'
import type { Outcome, Size } from './scenario.ts'

/** `healthy` devices read at once, `stopped` not at all, `slow` one kilobyte a second. */
const sizes = {
  small: { healthy: 40, stopped: 4, slow: 2, perSecond: 40, bytes: 15_000, milliseconds: 20_000 },
  large: { healthy: 188, stopped: 10, slow: 2, perSecond: 200, bytes: 4000, milliseconds: 600_000 },
}
const talkers = 10
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * F9: some clients of a busy room stop reading, or read much too slowly. They are cut, the memory stays bounded, the
 * others notice nothing, and who reads again gets everything.
 */
export async function slowReaders(size: Size): Promise<Outcome> {
  const { healthy, stopped, slow, perSecond, bytes, milliseconds } = sizes[size]
  const all = healthy + stopped + slow
  await using hall = await Hall.open({ devices: all, perRoom: all })
  await using narrow = await FaultProxy.open({ target: hall.port })
  const readers = await hall.come(healthy)
  const sleepers = await hall.come(stopped)
  const slowly = await hall.come(slow, narrow.port)
  const talk = { do: 'talk', talkers, perSecond, bytes } as const
  const { latencies: usual } = await readers.ask({ ...talk, milliseconds: 3000 })
  const before = residentKiB(hall.server.pid)
  let [most, cutAfter] = [before, Number.POSITIVE_INFINITY]
  narrow.become({ bandwidth: 1024 })
  sleepers.stop()
  const began = performance.now()
  const talking = readers.ask({ ...talk, milliseconds })
  while (performance.now() - began < milliseconds) {
    await pause(200)
    most = Math.max(most, residentKiB(hall.server.pid))
    const isCut = (await hall.figure('parley_connections')) <= healthy
    if (isCut) cutAfter = Math.min(cutAfter, performance.now() - began)
  }
  const { latencies } = await talking
  narrow.become({})
  sleepers.goOn()
  const findings = await whole(hall, all)
  const { closes } = await slowly.ask({ do: 'report' })
  return {
    findings,
    figures: [
      atMost('MiB by which the server grew', (most - before) / 1024, 64),
      atMost('milliseconds until those who do not read are cut', cutAfter, 12_000),
      p99('the same while everybody reads', usual, Number.POSITIVE_INFINITY),
      p99('milliseconds until a message is with those who read', latencies, 300),
      told(
        'connections of the slow that ended',
        Object.values(closes).reduce((sum, count) => sum + count, 0),
      ),
    ],
  }
}

/** Waits until everybody is live and holds the same, and says what they lack. */
export async function whole(hall: Hall, all: number): Promise<readonly Finding[]> {
  for (;;) {
    const reports = await hall.report()
    const live = reports.reduce((sum, report) => sum + report.live, 0)
    const heads = new Set(reports.map(({ cursor }) => cursor))
    if (live === all && heads.size === 1)
      return reports.flatMap(({ holes }) => holes.map((says) => ({ invariant: 'I10', says: `a hole: ${says}` })))
    await pause(100)
  }
}
