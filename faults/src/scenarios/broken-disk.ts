import { setTimeout as sleep } from 'node:timers/promises'
import { BrokenFsync } from '../disk/broken-fsync.ts'
import { fileIn, People } from '../driver/people.ts'
import { ServerProcess } from '../driver/server-process.ts'
import { now } from '../history/now.ts'
import { noProgram } from '../probe.ts'
import { atMost, p99 } from './bounds.ts'
import { runFolder } from './run-folder.ts'
import type { Outcome, Size } from './scenario.ts'

const sizes = { small: { devices: 8, each: 25, pause: 300 }, large: { devices: 20, each: 100, pause: 300 } }
const slowerBy = 200
/** Milliseconds after which a server that has not ended is one that goes on. */
const goesOnAfter = 20_000

/**
 * F13: an fsync that takes long only takes long. One that fails ends the process at once: what reached the disk is
 * unknown then, and nothing may be acknowledged any more. What was acknowledged is there after the next start.
 */
export async function brokenDisk(size: Size): Promise<Outcome> {
  const missing = await noProgram('strace', '-V')
  if (missing !== null) return { findings: [], figures: [], notRun: [missing] }
  const { devices, each, pause } = sizes[size]
  await using data = await runFolder()
  await using notes = await runFolder()
  await using server = await ServerProcess.begin({ data: data.path })
  await using people = await People.come({ server, notes: notes.path, devices, rooms: 2 })
  const slowFrom = now()
  {
    await using _ = await BrokenFsync.of(server.pid, { slowerBy })
    await people.talk(each, pause)
  }
  const slowTo = now()
  const talk = people.talk(each, pause)
  const ended = server.ended()
  await using broken = await BrokenFsync.of(server.pid, 'EIO')
  const began = now()
  const code = await Promise.race([ended, sleep(goesOnAfter, 'goes on' as const)])
  const endedAfter = now() - began
  await broken[Symbol.asyncDispose]()
  await server.end()
  await server.begin()
  await talk
  const findings = await people.findings(server, () => fileIn(data.path))
  const lines = await people.lines()
  const sent = new Map(lines.flatMap((line) => (line.op === 'send' ? [[line.id, line.t]] : [])))
  const acks = lines.flatMap((line) =>
    line.op === 'ack' && line.t > slowFrom && line.t < slowTo ? [line.t - (sent.get(line.id) ?? 0)] : [],
  )
  const wrong = code === 'goes on' ? 'the server goes on' : 'the server ended as if nothing had failed'
  const orderly = code === 'goes on' || code === 0 ? [{ invariant: 'C14', says: `fsync fails, and ${wrong}` }] : []
  return {
    findings: [...findings, ...orderly],
    figures: [
      p99(`milliseconds to an acknowledgement with an fsync slower by ${slowerBy}`, acks, 5000),
      atMost('milliseconds until the server ends by itself after fsync fails', endedAfter, 10_000),
    ],
  }
}
