import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Delivery } from './delivery.ts'
import type { Figure } from './figure.ts'

const one = (name: string, type: Figure['type'], help: string, value: number): Figure => ({
  name,
  help,
  type,
  samples: [{ value }],
})

/** Milliseconds between two looks at the event loop. */
const resolution = 20
let loop: ReturnType<typeof monitorEventLoopDelay> | null = null

/** Seconds by which the event loop was late, 99 of 100 times since the last question; the first one begins to measure. */
function loopLag(): number {
  if (!loop) {
    loop = monitorEventLoopDelay({ resolution })
    loop.enable()
    return 0
  }
  const milliseconds = loop.percentile(99) / 1e6
  loop.reset()
  return Math.max(0, milliseconds - resolution) / 1000
}

/** Open file descriptors, sockets among them, where the system says so. */
function openFiles(): readonly Figure[] {
  try {
    const count = readdirSync('/proc/self/fd').length
    return [one('process_open_fds', 'gauge', 'Open file descriptors.', count)]
  } catch {
    return []
  }
}

/** What costs next to nothing to know about this process. */
export function processFigures(delivery: Delivery): readonly Figure[] {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return [
    one('parley_connections', 'gauge', 'Live connections of this process.', delivery.size),
    one('process_resident_memory_bytes', 'gauge', 'Resident memory size in bytes.', rss),
    one('nodejs_heap_size_used_bytes', 'gauge', 'JavaScript heap in use, in bytes.', heapUsed),
    one('process_cpu_seconds_total', 'counter', 'User and system CPU time in seconds.', (user + system) / 1e6),
    one('nodejs_eventloop_lag_p99_seconds', 'gauge', 'Lateness of the event loop since the last look.', loopLag()),
    ...openFiles(),
    one('process_uptime_seconds', 'gauge', 'Seconds since this process started.', process.uptime()),
  ]
}
