import type { Finding } from '../checker/run.ts'
import { fileIn, People } from '../driver/people.ts'
import { ServerProcess } from '../driver/server-process.ts'
import { now } from '../history/now.ts'
import { LossyNet } from '../net/lossy-net.ts'
import { noNetwork } from '../probe.ts'
import { FaultProxy } from '../proxy/fault-proxy.ts'
import { p99, showings, told } from './bounds.ts'
import { runFolder } from './run-folder.ts'
import type { Outcome, Size } from './scenario.ts'

const sizes = { small: { devices: 10, each: 20, pause: 1000 }, large: { devices: 50, each: 400, pause: 2000 } }
/** Packets of a hundred that are lost. */
const losses = { small: [5], large: [1, 5] }
/** 300 ms ± 100 there and back, 256 kbit/s. */
const far = { latency: 150, jitter: 50, bandwidth: 32_000 }

/** Lets people talk over a network that `become` makes bad, and sees whether anybody was given up. */
async function over(name: string, size: Size, { host, url, net, become }: Network): Promise<Outcome> {
  const { devices, each, pause } = sizes[size]
  await using data = await runFolder()
  await using notes = await runFolder()
  await using server = await ServerProcess.begin({ data: data.path, settings: { PARLEY_HOST: host } })
  await using way = await url(server)
  await using people = await People.come({ server, notes: notes.path, devices, rooms: 3, url: way.url, net })
  await become(true)
  const from = now()
  await people.talk(each, pause)
  const to = now()
  await become(false)
  const findings = await people.findings(server, () => fileIn(data.path))
  const lines = await people.lines()
  const given = lines.filter((line) => line.op === 'closed' && line.t >= from && line.t <= to)
  const dead = given.map(
    (line): Finding => ({ invariant: 'C12', says: `${name}: ${line.dev} was given up, or gave up` }),
  )
  const shown = p99(`${name}: milliseconds until a message shows`, showings(lines, from, to), 5000)
  return { findings: [...findings, ...dead], figures: [shown] }
}

interface Network {
  readonly host: string
  readonly url: (server: ServerProcess) => Promise<AsyncDisposable & { readonly url: string }>
  readonly net: string | null
  readonly become: (isBad: boolean) => Promise<void>
}

/** A long and narrow way. */
async function narrow(size: Size): Promise<Outcome> {
  let proxy: FaultProxy | null = null
  return await over('narrow', size, {
    host: '127.0.0.1',
    net: null,
    async url(server) {
      const opened = await FaultProxy.open({ target: Number(new URL(server.url).port), seed: 7 })
      proxy = opened
      return { url: `http://localhost:${opened.port}`, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() }
    },
    become: async (isBad) => proxy?.become(isBad ? far : {}),
  })
}

/** A way that loses packets. */
async function lossy(size: Size, percent: number): Promise<Outcome> {
  await using net = await LossyNet.make()
  let lost = 0
  const { findings, figures } = await over(`${percent} % loss`, size, {
    host: '0.0.0.0',
    net: net.name,
    url: async (server) => ({
      url: `http://${net.outside}:${new URL(server.url).port}`,
      [Symbol.asyncDispose]: async () => undefined,
    }),
    async become(isBad) {
      if (!isBad) lost = await net.lost()
      await net.lose(isBad ? percent : 0)
    },
  })
  const blind = lost === 0 ? [{ invariant: 'F7', says: `${percent} % loss: no packet was lost` }] : []
  return { findings: [...findings, ...blind], figures: [...figures, told(`${percent} % loss: packets lost`, lost)] }
}

/** F7: long, narrow and lossy networks. Nobody is given up, and messages arrive. */
export async function badNetworks(size: Size): Promise<Outcome> {
  const missing = await noNetwork()
  const all = [await narrow(size)]
  if (missing === null) for (const percent of losses[size]) all.push(await lossy(size, percent))
  return {
    findings: all.flatMap((one) => one.findings),
    figures: all.flatMap((one) => one.figures),
    notRun: missing === null ? [] : [missing],
  }
}
