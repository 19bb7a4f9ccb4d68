import type { SimulatedDevice } from './device.ts'
import type { World } from './world.ts'

/** One thing that the seed may choose to happen. */
export type Step = (world: World) => void | Promise<void>

type Change = 'rooms.join' | 'rooms.leave' | 'rooms.invite' | 'rooms.kick' | 'rooms.ban' | 'rooms.unban'

/** A change that somebody asks for; it may be refused, or never answered. */
function ask(device: SimulatedDevice, command: Change, input: { readonly room: string; readonly user?: string }): void {
  device.engine.call(command, input as never).catch(() => undefined)
}

/** Somebody who is in a room, with a device that shows it. */
function member({ chance, used }: World): { readonly device: SimulatedDevice; readonly room: string } | null {
  const device = chance.pick(used)
  const room = device && chance.pick(device.rooms)
  return device && room !== undefined ? { device, room } : null
}

const say = (world: World, times: number): void => {
  const found = member(world)
  for (let n = 0; found && n < times; n += 1) found.device.say(found.room)
}

/** The owner of every room does something to somebody else in one of them. */
function rule(world: World, command: 'rooms.invite' | 'rooms.kick' | 'rooms.ban' | 'rooms.unban'): void {
  const { chance, founded, used } = world
  const [ada, ...others] = founded.owners
  const device = used.find(({ owner }) => owner.user === ada?.user)
  const room = chance.pick(founded.rooms)
  const other = chance.pick(others)
  if (device && room && other) ask(device, command, { room: room.id, user: other.user })
}

function comeOrGo(world: World, command: 'rooms.join' | 'rooms.leave'): void {
  const device = world.chance.pick(world.used)
  const room = world.chance.pick(world.founded.rooms)
  if (device && room) ask(device, command, { room: room.id })
}

/** A direction of somebody's way is held for a while. */
function hold({ chance, used, timetable }: World): void {
  const device = chance.pick(used)
  if (!device) return
  const lanes = chance.pick([[device.way.up], [device.way.down], [device.way.up, device.way.down]]) ?? []
  for (const lane of lanes) lane.hold()
  timetable.after(chance.isHit(0.2) ? chance.between(5_000, 40_000) : chance.between(10, 3000), () => {
    for (const lane of lanes) lane.release()
  })
}

/** Somebody stops to read, and goes on to write. */
function stall({ chance, used, timetable }: World): void {
  const lane = chance.pick(used)?.way.down
  lane?.hold()
  timetable.after(chance.between(20_000, 40_000), () => lane?.release())
}

function drop({ chance, used }: World): void {
  const [byClient, byServer] = [chance.isHit(0.8), chance.isHit(0.8)]
  chance.pick(used)?.drop({ byClient, byServer })
}

function kill(world: World): void {
  const { chance, timetable } = world
  const place = chance.pick(world.places)
  if (!place?.node) return
  world.kill(place)
  timetable.after(chance.between(100, 5000), () => {
    world.due.push(place)
  })
}

async function addDevice(world: World): Promise<void> {
  const owner = world.chance.pick(world.founded.owners)
  if (owner && world.used.length < 6) await world.addDevice(owner)
}

/** Somebody signs out one of their other devices. */
function revoke({ chance, used }: World): void {
  const device = chance.pick(used)
  const others = used.filter(({ owner }) => owner.user === device?.owner.user && owner.device !== device.owner.device)
  const other = chance.pick(others)
  if (device && other) device.engine.call('sessions.revoke', { device: other.owner.device }).catch(() => undefined)
}

/** Somebody talks without end while others are away: more than a resume carries. */
function flood(world: World): void {
  const found = member(world)
  if (!found || world.floods > 0) return
  world.floods += 1
  const [away] = world.used.filter(({ owner }) => owner.user !== found.device.owner.user)
  away?.drop({ byClient: false, byServer: true })
  away?.way.up.hold()
  away?.way.down.hold()
  world.timetable.after(30_000, () => away?.way.release())
  for (let n = 0; n < 510; n += 1) found.device.say(found.room)
}

/** Once in a run: several within minutes leave pages of the stores between on a screen (seed 1, eager for it). */
async function restore(world: World): Promise<void> {
  if (!world.shelf.hasCopy || world.restores > 0) return
  world.restores += 1
  await world.restore()
  world.due.push(...world.places)
}

function jump({ chance, places }: World): void {
  const place = chance.pick(places)
  if (place) place.wall.off = chance.between(-3_600_000, 3_600_000)
}

/** What may happen, and how often in ten thousand; the rest is time that passes. */
const steps = {
  say: [1600, (world) => say(world, 1)],
  sayMany: [120, (world) => say(world, world.chance.between(2, 6))],
  join: [120, (world) => comeOrGo(world, 'rooms.join')],
  leave: [60, (world) => comeOrGo(world, 'rooms.leave')],
  invite: [80, (world) => rule(world, 'rooms.invite')],
  kick: [50, (world) => rule(world, 'rooms.kick')],
  ban: [20, (world) => rule(world, 'rooms.ban')],
  unban: [30, (world) => rule(world, 'rooms.unban')],
  drop: [120, drop],
  hold: [120, hold],
  restart: [40, ({ chance, used }) => chance.pick(used)?.restart()],
  kill: [50, kill],
  addDevice: [20, addDevice],
  revoke: [12, revoke],
  loseHints: [40, ({ chance, hints }) => hints.lose(chance.between(1, 4))],
  hushHints: [15, ({ chance, hints }) => hints.fail(chance.between(200, 6000))],
  failStore: [30, ({ chance, nodes }) => chance.pick(nodes)?.storage.fail(chance.between(1, 2000))],
  jumpClock: [20, jump],
  copy: [8, ({ shelf }) => shelf.copy()],
  restore: [3, restore],
  flood: [1, flood],
  stall: [5, stall],
} as const satisfies Readonly<Record<string, readonly [often: number, step: Step]>>

export type StepName = keyof typeof steps

/** By how much that happens more often which a run is to have in any case. */
const eagerly = 250

/** How long it takes until the next step. */
function pause({ chance }: World): number {
  if (chance.isHit(0.004)) return chance.between(5_000, 60_000)
  return chance.isHit(0.1) ? chance.between(50, 1500) : chance.fraction() * 20
}

/** Does what the seed chooses, and lets time pass until the next choice. */
export async function stepOn(world: World): Promise<void> {
  let at = world.chance.below(10_000)
  const chosen = Object.entries(steps).find(([name, [often]]) => {
    at -= world.eager.has(name) ? often + eagerly : often
    return at < 0
  })
  await chosen?.[1][1](world)
  await world.pass(pause(world))
}
