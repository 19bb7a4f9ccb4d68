import { loadavg } from 'node:os'
import { atLeast, atMost } from './bar.ts'
import { median, quantile } from './quantile.ts'
import { conclude, say, table } from './report.ts'
import { inChromium } from './sealing/in-chromium.ts'
import { librarySize } from './sealing/library-size.ts'
import { type Figures, measure } from './sealing/measure.ts'
import { shareWithServer } from './sealing/with-server.ts'

const what: Readonly<Record<keyof Figures, string>> = {
  begin: 'load the library, first device',
  encrypt: 'encrypt a message',
  decrypt: 'decrypt a message',
  meet: 'learn the keys of 100 people',
  share: 'first key to 100 devices',
  open: 'open 100 entries',
}
const p95 = (samples: readonly number[]): number => quantile(samples, 0.95)

const load = loadavg()[0] ?? 0
say('In Node.js, from memory.')
const node = await measure({ hasStore: false })
say('In Chromium, with its store, in a worker.')
const { figures: chromium, longest } = await inChromium()
const names = Object.keys(what) as (keyof Figures)[]
table([
  ['ms', 'Node.js, median', 'p95', 'Chromium, median', 'p95', 'tries'],
  ...names.map((name) => {
    const [here, there] = [node[name], chromium[name]]
    return [what[name], median(here), p95(here), median(there), p95(there), there.length]
  }),
])
say('In Node.js, through the real server.')
const shared = await shareWithServer()
const ms = (part: 'server' | 'vault'): string => median(shared.map((one) => one[part])).toFixed(0)
say(`The first key to 100 devices there: ${ms('vault')} ms in the vault, ${ms('server')} ms for the server.`)
say('The figures above are without a server.')
say(`While its worker measured, the page in Chromium answered nothing for ${longest.toFixed(0)} ms at most.`)
say(`Load of the machine: ${load.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after.`)
const { megabytes, isLazy } = librarySize()
conclude('e2ee', [
  atMost('encrypt', median(chromium.encrypt), 'ms to encrypt a message (Chromium, median)', 3),
  atMost('decrypt', median(chromium.decrypt), 'ms to decrypt a message (Chromium, median)', 2.5),
  atMost('open-room', median(chromium.open), 'ms to open 100 unread entries (Chromium, median)', 400),
  atMost('first-share', median(chromium.share), 'ms for the first key to 100 devices (Chromium, median)', 400),
  atMost('wasm', megabytes, 'MB of WebAssembly (brotli)', 1.64),
  atLeast('wasm-lazy', isLazy ? 1 : 0, '1: the first screen does not load it', 1),
])
