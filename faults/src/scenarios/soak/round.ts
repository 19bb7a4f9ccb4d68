import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../checker/run.ts'
import type { Chance } from '../../driver/chance.ts'
import type { Cluster } from '../../driver/cluster.ts'
import type { House } from '../../driver/house.ts'
import { Town } from '../../driver/town.ts'
import { pause } from '../../history/within.ts'
import { FaultProxy } from '../../proxy/fault-proxy.ts'
import { linesOf } from '../figures.ts'
import { mischief } from './mischief.ts'

export interface RoundOptions {
  readonly cluster: Cluster
  readonly chance: Chance
  readonly turn: number
  readonly milliseconds: number
  /** For its history, as long as it lasts. */
  readonly folder: string
}

/** What came of one round. */
export interface Round {
  readonly findings: readonly Finding[]
  readonly said: number
  /** What was done, one word each time. */
  readonly did: readonly string[]
}

const people = { devices: 48, rooms: 24, roomsEach: 2, sealed: { rooms: 4, members: 4 } }
/** Milliseconds between two messages of one device, and at most between two faults. */
const [between, rest] = [250, 10_000]

/** The cluster behind a network, to be read while it goes on. */
const behind = (cluster: Cluster, proxy: FaultProxy): House => ({
  url: `http://localhost:${proxy.port}`,
  ownerToken: cluster.ownerToken,
  crashes: cluster.crashes,
  places: cluster.places,
  opened: () => cluster.store(),
  [Symbol.asyncDispose]: async () => undefined,
})

/** New people come, talk while one fault follows another, and go once everybody has everything. */
export async function round({ cluster, chance, turn, milliseconds, folder }: RoundOptions): Promise<Round> {
  const notes = join(folder, `round-${turn}`)
  await mkdir(notes)
  await using proxy = await FaultProxy.open({ target: Number(new URL(cluster.url).port), seed: turn })
  await using town = await Town.open({ ...people, house: behind(cluster, proxy), folder: notes, turn })
  let isOver = false
  const talk = town.talk(Math.ceil(milliseconds / between), between).finally(() => {
    isOver = true
  })
  talk.catch(() => undefined)
  const did: string[] = []
  while (!isOver) {
    await pause(chance() * rest)
    did.push(await mischief({ cluster, town, proxy, chance }))
  }
  await talk
  const findings = await town.findings()
  const said = new Set(linesOf(await town.history(), 'ack').map(({ id }) => id)).size
  await rm(notes, { recursive: true })
  return { findings, said, did }
}
