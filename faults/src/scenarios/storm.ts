import { residentKiB } from '@parley/bench/process-usage'
import { Hall } from '../raw/hall.ts'
import { atMost, p99, told } from './bounds.ts'
import type { Outcome, Size } from './scenario.ts'

const sizes = { small: { devices: 5000, within: 60_000 }, large: { devices: 15_000, within: 120_000 } }
/** Processes of clients: a process may open 20,000 sockets, and a core more than one. */
const processes = 3
const perRoom = 50
const [healthEvery, lookEvery, patience] = [50, 250, 180_000]
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Milliseconds that /livez takes, asked again and again until it is told to stop. */
async function healthOf(url: string, signal: AbortSignal): Promise<readonly number[]> {
  const took: number[] = []
  while (!signal.aborted) {
    const began = performance.now()
    const { ok } = await fetch(`${url}/livez`)
    took.push(ok ? performance.now() - began : Number.POSITIVE_INFINITY)
    await pause(healthEvery)
  }
  return took
}

/** F10: the server is killed and started, and everybody who was connected comes back at once. */
export async function storm(size: Size): Promise<Outcome> {
  const { devices, within } = sizes[size]
  await using hall = await Hall.open({ devices, perRoom })
  for (let n = 0; n < processes; n += 1) await hall.come(Math.ceil(devices / processes))
  await hall.server.end('SIGKILL')
  const began = performance.now()
  await hall.server.begin()
  const over = new AbortController()
  const health = healthOf(hall.server.url, over.signal)
  let resident = 0
  let live = 0
  while (live < devices && performance.now() - began < patience) {
    await pause(lookEvery)
    resident = Math.max(resident, residentKiB(hall.server.pid))
    live = (await hall.report()).reduce((sum, report) => sum + report.live, 0)
  }
  const took = performance.now() - began
  over.abort()
  const holes = (await hall.report()).flatMap((report) => report.holes)
  const lacking = live < devices ? [`${devices - live} of ${devices} did not come back`] : []
  return {
    findings: [...holes.map((hole) => `a hole: ${hole}`), ...lacking].map((says) => ({ invariant: 'I10', says })),
    figures: [
      told('devices', devices),
      atMost('milliseconds until all are back', took, within),
      atMost('MiB of the server', resident / 1024, 1024),
      p99('milliseconds of /livez', await health, 1000),
    ],
  }
}
