import { setTimeout as sleep } from 'node:timers/promises'
import { atMost } from './bar.ts'
import { dataFolder } from './data-folder.ts'
import { residentKiB } from './process-usage.ts'
import { median } from './quantile.ts'
import { conclude, say } from './report.ts'
import { startServer } from './server-process.ts'

const idleMs = 5000
const rounds = 3

/** Starts the server on its data folder, and looks at it again when it has been idle for a while. */
async function once(data: string): Promise<{ readonly startMs: number; readonly residentMiB: number }> {
  await using server = await startServer(data)
  await sleep(idleMs)
  return { startMs: server.startMs, residentMiB: residentKiB(server.pid) / 1024 }
}

await using data = await dataFolder()
const first = await once(data.path)
say(`The first start made the data folder and the compile cache: ${Math.round(first.startMs)} ms.`)
const later = []
for (let round = 0; round < rounds; round += 1) later.push(await once(data.path))
conclude('start', [
  atMost('start', median(later.map(({ startMs }) => startMs)), 'ms until it listens', 1000),
  atMost('resident', median(later.map(({ residentMiB }) => residentMiB)), 'MiB after 5 s idle', 150),
])
