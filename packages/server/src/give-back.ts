import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Clock } from './ports/clock.ts'

/** Collects garbage as V8 does when memory runs short: pages that are free go back to the system. */
type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void

/** Milliseconds after which a process has started, and perhaps nobody has come yet. */
const settled = 2000

function collect(): void {
  setFlagsFromString('--expose-gc')
  const run = runInNewContext('gc') as Collect
  run({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

/** Gives back the memory that only the start needed, soon. An idle server would keep it for as long as it idles. */
export function giveBack(clock: Clock): void {
  clock.after(settled, collect)
}
