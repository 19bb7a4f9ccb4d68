import { Case } from '../checker/case.ts'
import { check } from '../checker/check.ts'
import { type Finding, nameOf, type Run } from '../checker/run.ts'
import { dump } from '../driver/dump.ts'
import type { Line, Shown } from '../history/line.ts'
import type { SimulatedDevice } from './device.ts'
import type { SimulatedPlant } from './plants.ts'
import { type StepName, stepOn } from './steps.ts'
import { shownIn } from './watcher.ts'
import { World } from './world.ts'

/** Milliseconds after the last fault in which everybody has everything again. */
const healedWithin = 120_000
/** Milliseconds for which what waits for a device that does not read may wait at most, before the device is cut. */
const unreadAtMost = 13_000

export interface Simulated {
  readonly lines: readonly Line[]
  readonly findings: readonly Finding[]
}

const headOf = ({ shelf }: World, room: string): number => shelf.store.read('entry.head', { room }) as number
const seqOf = (device: SimulatedDevice, room: string): number =>
  device.engine
    .room(room)
    .timeline.get()
    .items.findLast(({ seq }) => seq !== null)?.seq ?? 0

/** Whether a device shows the end of each room that its person is in, of the store that there is, and has nothing left to send. */
function isThrough(world: World, device: SimulatedDevice): boolean {
  const joined = world.shelf.store.read('room.joined', { user: device.owner.user }) as readonly { room: string }[]
  return (
    device.isLive &&
    world.notes.hasHeard(device.owner.name) &&
    !device.isSending &&
    device.rooms.length === joined.length &&
    joined.every(({ room }) => device.rooms.includes(room) && seqOf(device, room) >= headOf(world, room))
  )
}

/** After a long absence a screen stays where it was: its reader goes on to the end. */
function readOn(device: SimulatedDevice): void {
  for (const room of device.rooms) {
    const { timeline, loadAfter } = device.engine.room(room)
    const { hasAfter, loading } = timeline.get()
    if (hasAfter && loading === null && device.isLive) loadAfter()
  }
}

/** Lets time pass until everybody has everything. Answers how long that took. */
async function settle(world: World): Promise<number> {
  const began = world.timetable.now
  const isThroughAll = (): boolean => world.used.every((device) => isThrough(world, device))
  const headsNow = (): string => world.founded.rooms.map(({ id }) => headOf(world, id)).join(' ')
  for (let last = ''; !isThroughAll() || last !== headsNow(); ) {
    if (world.timetable.now - began > healedWithin) return Number.MAX_SAFE_INTEGER
    last = headsNow()
    for (const device of world.used) readOn(device)
    // Two looks in a row: what is offered again to a store that was put back comes late.
    await world.pass(2000)
  }
  return world.timetable.now - began
}

/** Ends every fault and waits until everybody has everything. */
async function heal(world: World): Promise<void> {
  for (const { way } of world.devices) way.release()
  for (const place of world.places) if (!place.node) await world.start(place)
  world.due.length = 0
  const value = await settle(world)
  world.notes.note('driver', { op: 'figure', name: 'milliseconds until all have all', value, most: healedWithin })
}

/** Everything that a device shows of a room, from its beginning: a screen holds only a part of a long one. */
async function all(world: World, device: SimulatedDevice, room: string): Promise<readonly Shown[]> {
  const { timeline, loadBefore } = device.engine.room(room)
  let shown = shownIn(timeline.get())
  for (let page = 0; page < 100 && timeline.get().hasBefore; page += 1) {
    const [top] = timeline.get().items
    loadBefore()
    await world.pass(5000, () => timeline.get().items[0] !== top || !timeline.get().hasBefore)
    const first = shown[0]?.seq ?? Number.POSITIVE_INFINITY
    shown = [...shownIn(timeline.get()).filter(({ seq }) => seq < first), ...shown]
  }
  return shown
}

async function finish(world: World, device: SimulatedDevice): Promise<void> {
  for (const room of device.rooms) {
    const shown = await all(world, device, room)
    world.notes.note(device.owner.name, { op: 'final', room, shown: [...shown] })
  }
}

/**
 * What of a history is compared with the contract. Whoever has an account may read the history of a public room without
 * being in it, so what they showed of it then is no breach.
 */
function lawful(run: Run, world: World): Run {
  const arranged = new Case(run)
  const open = new Set(world.founded.rooms.flatMap(({ id, isPublic }) => (isPublic ? [id] : [])))
  const lines = run.lines.filter(
    (line) =>
      line.op !== 'display' ||
      // A device that has not heard of the other store yet shows what it kept of the one before.
      !(
        world.notes.lost.has(nameOf(line)) ||
        (open.has(line.room) && !arranged.mayRead(line.dev, line.room, line.seq))
      ),
  )
  // What was lost with a store and is offered again comes behind what was said meanwhile (C9).
  const [again = [], once = []] = [true, false].map((isLost) =>
    lines.filter((line) => (line.op === 'send' && world.notes.lost.has(nameOf(line))) === isLost),
  )
  return { ...run, lines: [...once, ...again] }
}

const isReoffered = ({ notes: { lost } }: World, { invariant, says }: Finding): boolean =>
  invariant === 'I5' && [...lost].some((name) => says.includes(name))

/** What a run may have beside its seed. */
export interface Peculiar {
  readonly plant?: SimulatedPlant | undefined
  /** Steps that are to happen in any case, where a defect shows in nothing else. */
  readonly eager?: readonly StepName[] | undefined
}

/** One run from a seed: so many steps, then peace, then everything that broke the contract. */
export async function simulate(seed: number, steps: number, { plant, eager }: Peculiar = {}): Promise<Simulated> {
  const world = await World.begin(seed, plant ?? null, eager ?? [])
  for (let step = 0; step < steps; step += 1) await stepOn(world)
  await heal(world)
  const fresh = world.chance.pick(world.founded.owners)
  if (fresh) await world.addDevice(fresh)
  await settle(world)
  for (const device of world.used) await finish(world, device)
  world.notes.note('nodes', { op: 'figure', name: 'milliseconds unread', value: world.unread, most: unreadAtMost })
  const told = await dump(world.shelf.readable, world.founded.rooms)
  const { lines } = world.notes
  const findings = check(lawful({ lines, ...told, seats: [...world.past, ...told.seats] }, world)).filter(
    (finding) => !isReoffered(world, finding),
  )
  const mishaps = world.mishaps.map((says): Finding => ({ invariant: 'inside', says }))
  for (const device of world.devices) device.end()
  for (const place of world.places) world.kill(place)
  world.shelf.store.db.close()
  return { lines, findings: [...mishaps, ...findings] }
}
