// How soon calls begin, whether they go on while they change, and what they cost (npm run bench:calls [-- PART ...]).
import { loadavg } from 'node:os'
import { sfuProgram } from '@parley/server/testing'
import type { Bar } from './bar.ts'
import { direct } from './calls/direct.ts'
import { forwarded } from './calls/forwarded.ts'
import type { Part } from './calls/part.ts'
import { passage } from './calls/passage.ts'
import { voice } from './calls/voice.ts'
import { parts } from './options.ts'
import { conclude, say, table } from './report.ts'

/** Its package says on stdout what it does, unless this is set when it loads. */
async function streams(): Promise<Part> {
  process.env['NODE_ENV'] ??= 'production'
  return await (await import('./calls/streams.ts')).streams()
}

const all: Readonly<Record<string, () => Promise<Part>>> = { direct, forwarded, passage, streams, voice }

const unknown = parts.find((name) => !(name in all))
if (unknown !== undefined) throw new Error(`There is no part "${unknown}". Known: ${Object.keys(all).join(', ')}`)
if (sfuProgram === null) throw new Error('There is no SFU to measure: npm run sfu gets one.')
const load = (): string => (loadavg()[0] ?? 0).toFixed(1)
const bars: Bar[] = []
const before = load()
for (const [name, measure] of Object.entries(all)) {
  if (parts.length > 0 && !parts.includes(name)) continue
  say(name)
  const found = await measure()
  table(found.rows)
  bars.push(...found.bars)
}
say(`\nLoad of the machine: ${before} before, ${load()} after. Every browser, server and SFU is on this machine.`)
conclude('calls', bars)
