// A process of its own, whose clock nothing else holds up: somebody writes now and then, and waits for the answer.
// Takes JSON on its command line, answers with the p99 in milliseconds on stdout.
import { setTimeout as sleep } from 'node:timers/promises'
import { accessIssuer } from './access.ts'
import { quantile } from './quantile.ts'
import type { QuietTask } from './quiet-process.ts'
import { Sender } from './sender.ts'

const [sends, pauseMs, warmUp] = [300, 10, 50]

const { port, keys, room, person } = JSON.parse(process.argv[2] ?? '') as QuietTask
const sender = new Sender({ id: room, members: [] })
await sender.enter({ port, accessOf: await accessIssuer(keys) }, person)
const times: number[] = []
for (let n = 0; n < warmUp + sends; n += 1) {
  times.push(await sender.send())
  await sleep(pauseMs * (0.5 + Math.random()))
}
sender.leave()
process.stdout.write(`${quantile(times.slice(warmUp), 0.99)}\n`)
