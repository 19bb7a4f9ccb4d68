import type { Delivery } from './delivery.ts'
import type { Figure } from './figure.ts'

const one = (name: string, type: Figure['type'], help: string, value: number): Figure => ({
  name,
  help,
  type,
  samples: [{ value }],
})

/** What costs next to nothing to know about this process. */
export function processFigures(delivery: Delivery): readonly Figure[] {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return [
    one('parley_connections', 'gauge', 'Live connections of this process.', delivery.size),
    one('process_resident_memory_bytes', 'gauge', 'Resident memory size in bytes.', rss),
    one('nodejs_heap_size_used_bytes', 'gauge', 'JavaScript heap in use, in bytes.', heapUsed),
    one('process_cpu_seconds_total', 'counter', 'User and system CPU time in seconds.', (user + system) / 1e6),
    one('process_uptime_seconds', 'gauge', 'Seconds since this process started.', process.uptime()),
  ]
}
