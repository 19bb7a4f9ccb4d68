import { setTimeout as sleep } from 'node:timers/promises'
import { atMost, type Bar } from '../bar.ts'
import { cpuMicros } from '../process-usage.ts'

/** What begins or ends a call has been done. */
export const settle = (): Promise<void> => sleep(3000)

/** Seconds: what a process has used is counted in hundredths. */
const window = 20

/** CPU ms that a process uses in a second. */
export async function cpuPerSecond(pid: number, seconds = window): Promise<number> {
  const [cpu, at] = [cpuMicros(pid), performance.now()]
  await sleep(seconds * 1000)
  // µs in a millisecond are ms in a second.
  return (cpuMicros(pid) - cpu) / (performance.now() - at)
}

/** What a server that carries no media does for a call: it keeps seats, and answers renewals. 1 % of a core. */
export const serverBar = (id: string, ms: number): Bar =>
  atMost(id, ms, 'ms CPU of the server per second of a call', 10)
