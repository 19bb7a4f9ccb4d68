import { readFileSync } from 'node:fs'

/** `utime` and `stime` are counted in hundredths of a second on every Linux that Node runs on. */
const microsPerTick = 10_000

/** CPU µs that a process has used so far, kernel and all its threads included (Linux). */
export function cpuMicros(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * microsPerTick
}

/** Resident memory of a process in KiB (Linux). */
export function residentKiB(pid: number): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0)
}
