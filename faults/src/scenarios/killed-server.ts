import { runFolder } from '../driver/folder.ts'
import { SingleHouse } from '../driver/single-house.ts'
import { told } from '../driver/told.ts'
import { Town } from '../driver/town.ts'
import { pause } from '../history/within.ts'
import type { Plant } from '../server/plants.ts'
import { backAgain, saidIn, uncalledFor } from './figures.ts'
import type { Asked, Outcome, Size } from './scenario.ts'

const sealed = { rooms: 2, members: 4 }
const sizes = {
  small: { devices: 50, rooms: 5, roomsEach: 2, sealed, each: 100, pause: 450, kills: 20, between: 1000 },
  large: { devices: 50, rooms: 5, roomsEach: 2, sealed, each: 1000, pause: 450, kills: 200, between: 1000 },
}

/** F2: the one process of a server on one machine is killed again and again amid the talk, and starts over the same data. */
export async function killedServer(size: Size, plant: Plant | undefined, { chance, keep }: Asked): Promise<Outcome> {
  const { each, kills, between, ...options } = sizes[size]
  await using parts = new AsyncDisposableStack()
  const { path: folder } = parts.use(await runFolder(keep))
  const house = parts.use(await SingleHouse.open(folder, plant))
  const town = parts.use(await Town.open({ ...options, house, folder }))
  const talk = town.talk(each, options.pause)
  talk.catch(() => undefined)
  let slowest = 0
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(between * (0.5 + chance()))
    await house.server.end('SIGKILL')
    slowest = Math.max(slowest, await house.server.begin())
  }
  told('the server was killed for the last time')
  await talk
  const findings = await town.findings()
  const lines = await town.history()
  return {
    findings,
    figures: [
      uncalledFor(house),
      { name: 'F2: milliseconds to start again, at most', value: Math.round(slowest), most: 3000 },
      // A server that is killed every few seconds makes everybody wait longer each time (C18): only told.
      backAgain(lines, 'F2', Number.POSITIVE_INFINITY),
    ],
    ran: [`${options.devices} devices`, `${kills} kills`, ...saidIn(lines)],
  }
}
