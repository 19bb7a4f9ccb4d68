import { join } from 'node:path'
import { accessIssuer } from '@parley/bench/access'
import { residentKiB } from '@parley/bench/process-usage'
import {
  closeWith,
  frameCases,
  hostileTexts,
  hostileValues,
  outcomeOf,
  RawSocket,
  rawFrame,
  tooLarge,
  upgradeHead,
} from '@parley/server/testing'
import type { Finding } from '../checker/run.ts'
import { seeded } from '../proxy/random.ts'
import { Hall } from '../raw/hall.ts'
import { atMost, p99, told } from './bounds.ts'
import type { Outcome, Size } from './scenario.ts'
import { whole } from './slow-readers.ts'

const sizes = { small: { rounds: 3, random: 2000 }, large: { rounds: 100, random: 400_000 } }
/** Random frames of one connection, as far as it takes them. */
const perConnection = 50
const halfUpgrades = 200
const allowed: readonly (number | 'cut')[] = ['cut', 1000, 1002, 1005, 1007, 1008, 1009, 4029]
const devices = 20
/** Nobody's commands cost so much that limits would hide what else there is. */
const talk = { do: 'talk', talkers: 5, perSecond: 20, bytes: 200 } as const

/** Somebody with an account who sends whatever they like. */
class Mallory {
  readonly #hall: Hall
  readonly #access: () => string
  frames = 0

  private constructor(hall: Hall, access: () => string) {
    this.#hall = hall
    this.#access = access
  }

  static async at(hall: Hall): Promise<Mallory> {
    const { person } = hall.takeSeat()
    const accessOf = await accessIssuer(join(hall.data, 'keys.json'))
    return new Mallory(hall, () => accessOf(person))
  }

  async #ticket(): Promise<string> {
    const answer = await fetch(`${this.#hall.server.url}/api/sessions.ticket`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#access()}` },
      body: '{}',
    })
    return ((await answer.json()) as { ticket: string }).ticket
  }

  async connect(): Promise<RawSocket> {
    return await RawSocket.upgrade(this.#hall.port, await this.#ticket())
  }

  /** The beginning of an upgrade that never ends. */
  async begin(): Promise<RawSocket> {
    const raw = await RawSocket.open(this.#hall.port)
    raw.write(upgradeHead('x').slice(0, 30))
    return raw
  }

  /** All frames of which it is known what they have to end in. */
  async corpus(): Promise<readonly Finding[]> {
    const findings: Finding[] = []
    for (const [name, sent, ends] of frameCases()) {
      using raw = await this.connect()
      this.frames += 1
      const how = await outcomeOf(raw, sent)
      if (!ends.includes(how)) findings.push({ invariant: 'F14', says: `${name} ends with ${how}, not ${ends}` })
    }
    return findings
  }

  /** Texts that are no JSON, or JSON that no command is made for: the connection answers and lives. */
  async texts(): Promise<readonly Finding[]> {
    using raw = await this.connect()
    const values = hostileValues.map((value) => `{"type":"do","id":1,"command":"users.me","input":${value}}`)
    const all = [...hostileTexts, ...hostileValues, ...values].map((text) => rawFrame(1, text))
    this.frames += all.length
    const how = await outcomeOf(raw, Buffer.concat(all.filter(({ length }) => length < tooLarge)))
    return how === 'lives' ? [] : [{ invariant: 'F14', says: `hostile texts end with ${how}` }]
  }

  /** Random bytes, as they are or as the payload of a frame, until the server has enough of them. */
  async noise(frames: number, random: () => number): Promise<readonly Finding[]> {
    using raw = await this.connect()
    for (let n = 0; n < frames; n += 1) {
      const bytes = Buffer.from(
        Array.from({ length: 1 + Math.floor(random() * 400) }, () => Math.floor(random() * 256)),
      )
      raw.write(random() < 0.5 ? bytes : rawFrame(Math.floor(random() * 16), bytes))
    }
    this.frames += frames
    raw.write(closeWith(1000))
    raw.write(Buffer.alloc(2 * tooLarge))
    const end = await raw.end()
    const how = end.kind === 'closed' ? end.code : 'cut'
    return allowed.includes(how) ? [] : [{ invariant: 'F14', says: `random bytes end with ${how}` }]
  }
}

/** F14: somebody sends garbage of every kind while others talk. */
export async function garbage(size: Size): Promise<Outcome> {
  const { rounds, random } = sizes[size]
  await using hall = await Hall.open({ devices: devices + 1, perRoom: devices + 1 })
  const talkers = await hall.come(devices)
  const mallory = await Mallory.at(hall)
  const chance = seeded(14)
  using slow = new DisposableStack()
  for (let n = 0; n < halfUpgrades; n += 1) slow.use(await mallory.begin())
  // What the first round leaves behind in memory is no leak: code is compiled, buffers are there.
  const findings: Finding[] = [...(await mallory.corpus())]
  const before = residentKiB(hall.server.pid)
  const { pid } = hall.server
  const latencies: number[] = []
  let over = false
  const talking = (async () => {
    while (!over) latencies.push(...(await talkers.ask({ ...talk, milliseconds: 1000 })).latencies)
  })()
  for (let round = 0; round < rounds; round += 1) {
    findings.push(...(await mallory.corpus()), ...(await mallory.texts()))
    for (let n = 0; n < random / rounds; n += perConnection)
      findings.push(...(await mallory.noise(perConnection, chance)))
  }
  over = true
  await talking
  const isAlive = hall.server.pid === pid && (await fetch(`${hall.server.url}/livez`)).ok
  const grown = (residentKiB(pid) - before) / 1024
  return {
    findings: [
      ...findings,
      ...(await whole(hall, devices)),
      ...(isAlive ? [] : [{ invariant: 'F14', says: 'the process does not live' }]),
    ],
    figures: [
      told('frames and lumps of garbage', mallory.frames),
      p99('milliseconds until a message of others is there', latencies, 300),
      atMost('MiB by which the server grew', grown, 32),
    ],
  }
}
