import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from '@parley/client'
import { makeId, ParleyError } from '@parley/protocol'
import { LoopDisk } from '@parley/server/testing'
import type { Finding } from '../checker/run.ts'
import { SmallDisk } from '../disk/small-disk.ts'
import { fileIn, People } from '../driver/people.ts'
import { ServerProcess } from '../driver/server-process.ts'
import { noDisk } from '../probe.ts'
import { atMost, told } from './bounds.ts'
import { runFolder } from './run-folder.ts'
import type { Measured, Outcome, Size } from './scenario.ts'

const sizes = { small: { devices: 8, each: 20, pause: 300 }, large: { devices: 50, each: 40, pause: 300 } }
const [megabytes, files] = [64, 200]
/** Messages that are sent at most until a full disk shows: pages that are free in the file are used first. */
const most = 2000

const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** The keeper of the house alone in a room, where each answer can be looked at. */
class Lonely {
  readonly #keeper: Engine
  readonly #room: string

  private constructor(keeper: Engine, room: string) {
    this.#keeper = keeper
    this.#room = room
  }

  static async in({ keeper }: People): Promise<Lonely> {
    const id = newId()
    await keeper.call('rooms.create', { id, kind: 'public', name: 'Alone', topic: '' })
    return new Lonely(keeper, id)
  }

  /** What a message comes to: `ok`, or the code of the refusal. */
  async says(characters: number, id = newId()): Promise<string> {
    const body = JSON.stringify({ v: 1, kind: 'text', text: 'x'.repeat(characters) })
    try {
      await this.#keeper.call('messages.send', { room: this.#room, id, kind: 'message', body })
      return 'ok'
    } catch (error) {
      return error instanceof ParleyError ? error.code : String(error)
    }
  }

  async reads(): Promise<boolean> {
    const at = { kind: 'newest' } as const
    const { entries } = await this.#keeper.call('messages.history', { room: this.#room, at, limit: 10 })
    return entries.length > 0
  }
}

const says = (invariant: string, ...wrong: readonly (string | false)[]): readonly Finding[] =>
  wrong.flatMap((one) => (one === false ? [] : [{ invariant, says: one }]))

/** No room, then no further file, each while people talk; the same process goes on when there is room. */
async function full(size: Size): Promise<Outcome> {
  const { devices, each, pause } = sizes[size]
  await using disk = await SmallDisk.make(megabytes, files)
  await using notes = await runFolder()
  await using server = await ServerProcess.begin({ data: `${disk.path}/data` })
  await using people = await People.come({ server, notes: notes.path, devices, rooms: 2 })
  const lonely = await Lonely.in(people)
  const { pid } = server
  const talk = people.talk(each, pause)
  await disk.crowd()
  const crowded = await lonely.says(1000)
  await disk.disperse()
  await disk.fill()
  let refused = 'ok'
  let id = newId()
  for (let n = 0; n < most && refused === 'ok'; n += 1) {
    id = newId()
    refused = await lonely.says(30_000, id)
  }
  const reads = await lonely.reads()
  const isReady = (await fetch(`${server.url}/livez`)).ok
  await disk.free()
  const freed = performance.now()
  // Under its own id: what others come with has to wait for it.
  while ((await lonely.says(30_000, id)) !== 'ok') await sleep(50)
  const recovered = performance.now() - freed
  await talk
  const sameProcess = server.pid === pid
  const findings = await people.findings(server, () => fileIn(`${disk.path}/data`))
  return {
    findings: [
      ...findings,
      ...says(
        'C14',
        crowded !== 'ok' && `without room for another file a message is ${crowded}`,
        refused !== 'storage_full' && `on a full disk a message is ${refused}`,
        !reads && 'on a full disk nothing can be read',
        !isReady && 'on a full disk the process is not alive',
        !sameProcess && 'the process was another one afterwards',
      ),
    ],
    figures: [atMost('milliseconds until it stores again once there is room', recovered, 5000)],
  }
}

/** A disk that can be read only, from one moment to the next; after the repair, another start. */
async function readOnly(size: Size): Promise<Outcome> {
  const { devices, each, pause } = sizes[size]
  await using disk = await LoopDisk.make()
  await using notes = await runFolder()
  await using server = await ServerProcess.begin({ data: `${disk.path}/data` })
  await using people = await People.come({ server, notes: notes.path, devices, rooms: 2 })
  const lonely = await Lonely.in(people)
  const talk = people.talk(each, pause)
  await disk.becomeReadOnly()
  const refused = await Promise.race([lonely.says(10), server.ended().then(() => 'ended')])
  await server.end()
  await disk.restart()
  await server.begin()
  await talk
  return {
    findings: [
      ...(await people.findings(server, () => fileIn(`${disk.path}/data`))),
      ...says('C14', refused === 'ok' && 'a message is taken by a disk that can only be read'),
    ],
    figures: [],
  }
}

/** F12: the disk is full, or takes no further file, or can only be read. */
export async function fullDisk(size: Size): Promise<Outcome> {
  const missing = await noDisk()
  if (missing !== null) return { findings: [], figures: [], notRun: [missing] }
  const both = [await full(size), await readOnly(size)]
  const figures: readonly Measured[] = [told('disks', both.length), ...both.flatMap((one) => one.figures)]
  return { findings: both.flatMap((one) => one.findings), figures }
}
