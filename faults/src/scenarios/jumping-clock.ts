import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileIn, People } from '../driver/people.ts'
import { ServerProcess } from '../driver/server-process.ts'
import { noProgram } from '../probe.ts'
import { told } from './bounds.ts'
import { runFolder } from './run-folder.ts'
import type { Outcome, Size } from './scenario.ts'

const sizes = { small: { devices: 10, each: 40, pause: 500 }, large: { devices: 20, each: 250, pause: 500 } }
/** What the server's wall clock is off by, one after the other, in seconds. */
const offsets = [3600, 0, -3600, 60, -60, 0]
const library = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find((path) => existsSync(path))

/** F11: the server's wall clock jumps by an hour, there and back, while people talk; its monotonic clock does not. */
export async function jumpingClock(size: Size): Promise<Outcome> {
  const missing = library === undefined ? 'libfaketime is not here' : await noProgram('faketime')
  if (missing !== null || library === undefined) return { findings: [], figures: [], notRun: [missing ?? ''] }
  const { devices, each, pause } = sizes[size]
  await using data = await runFolder()
  await using notes = await runFolder()
  await using clock = await runFolder()
  const file = join(clock.path, 'offset')
  const jump = (seconds: number): Promise<void> => writeFile(file, `${seconds < 0 ? '' : '+'}${seconds}s\n`)
  await jump(0)
  const settings = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
  await using server = await ServerProcess.begin({ data: data.path, settings })
  await using people = await People.come({ server, notes: notes.path, devices, rooms: 3 })
  const talk = people.talk(each, pause)
  const seen: number[] = []
  for (const offset of offsets) {
    await sleep((each * pause) / (offsets.length + 1))
    await jump(offset)
    const answer = await fetch(`${server.url}/livez`)
    seen.push(Math.round((Date.parse(answer.headers.get('date') ?? '') - Date.now()) / 1000))
  }
  await talk
  const blind =
    Math.max(...seen) < 3000 ? [{ invariant: 'C15', says: `the clock of the server did not jump: ${seen}` }] : []
  const findings = await people.findings(server, () => fileIn(data.path))
  const ends = (await people.lines()).filter(({ op }) => op === 'closed').length - devices
  return { findings: [...findings, ...blind], figures: [told('connections that a jump ended', ends)] }
}
