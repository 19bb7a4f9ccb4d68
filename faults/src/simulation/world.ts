import { makeId } from '@parley/protocol'
import type { Ports } from '@parley/server'
import type { Batch, Outcome } from '@parley/server/inside'
import type { Seat } from '../checker/run.ts'
import { dump } from '../driver/dump.ts'
import { Chance } from './chance.ts'
import { type Owner, SimulatedDevice } from './device.ts'
import { type Founded, found, sessionOf } from './founding.ts'
import { Hints } from './hints.ts'
import { Life, serverClock, type Wall } from './life.ts'
import { configOf, SimulatedNode } from './node.ts'
import { NodeStorage } from './node-storage.ts'
import { Notes } from './notes.ts'
import type { SimulatedPlant } from './plants.ts'
import { Shelf } from './shelf.ts'
import { Timetable } from './timetable.ts'

/** Milliseconds in which the connections of a session that was ended have to end: where their node has the answer of the store, and where not. */
const revokedWithin = { heard: 1000, unheard: 5000 }

/** One place of a server: the process there may end and be started again. */
interface Place {
  readonly wall: Wall
  node: SimulatedNode | null
}

/** Everything in a simulated run: time, chance, a store, nodes over it, and devices. */
export class World {
  readonly chance: Chance
  readonly timetable = new Timetable()
  readonly notes = new Notes(this.timetable)
  readonly shelf: Shelf
  readonly founded: Founded
  readonly hints: Hints
  readonly devices: SimulatedDevice[] = []
  readonly places: readonly Place[]
  /** What went wrong inside without anybody being told. */
  readonly mishaps: string[] = []
  readonly plant: SimulatedPlant | null
  /** Places where a process is to be started. */
  readonly due: Place[] = []
  /** How often somebody has talked without end. */
  floods = 0
  /** How often the store was put back. */
  restores = 0
  /** Who might read what of the store that was put back, while there was another: what they have of it they got by right. */
  past: readonly Seat[] = []
  /** The longest that something has waited for a device which did not read, in milliseconds. */
  unread = 0
  readonly #config: ReturnType<typeof configOf>
  /** Devices whose session has ended. */
  readonly revoked = new Set<string>()

  /** Steps that this run is to have in any case. */
  readonly eager: ReadonlySet<string>

  private constructor(seed: number, plant: SimulatedPlant | null, eager: readonly string[]) {
    this.chance = new Chance(seed)
    this.plant = plant
    this.eager = new Set(eager)
    this.shelf = new Shelf(this.newId())
    this.founded = found(this.shelf.store, this.chance)
    this.hints = new Hints(this.timetable, this.chance)
    this.#config = configOf(this.chance.isHit(0.3))
    this.places = Array.from({ length: this.chance.between(1, 3) }, () => ({ wall: { off: 0 }, node: null }))
  }

  static async begin(seed: number, plant: SimulatedPlant | null, eager: readonly string[]): Promise<World> {
    const world = new World(seed, plant, eager)
    for (const place of world.places) await world.start(place)
    for (const owner of world.founded.owners) await world.admit(owner)
    return world
  }

  newId(): string {
    return makeId(1_700_000_000_000 + Math.floor(this.timetable.now), this.chance.bytes(10))
  }

  get nodes(): readonly SimulatedNode[] {
    return this.places.flatMap(({ node }) => (node ? [node] : []))
  }

  /** Devices that somebody uses. */
  get used(): readonly SimulatedDevice[] {
    return this.devices.filter(({ isSignedIn, owner }) => isSignedIn && !this.revoked.has(owner.device))
  }

  /** Lets time pass, or until something is so. What is to be started then is started. */
  async pass(ms: number, isReached?: () => boolean): Promise<void> {
    await this.timetable.pass(ms, isReached)
    for (const place of this.due.splice(0)) if (!place.node) await this.start(place)
    for (const { sockets } of this.nodes)
      for (const { cable } of sockets) this.unread = Math.max(this.unread, cable.lateness)
  }

  async start(place: Place): Promise<void> {
    const { timetable, chance, shelf, plant } = this
    const life = new Life()
    const failed = (error: unknown): void => void this.mishaps.push(String(error))
    const storage = new NodeStorage({
      timetable,
      chance,
      store: shelf.store,
      life,
      committed: (batch, outcomes, isHeard) => this.#committed(batch, outcomes, isHeard),
    })
    place.node = await SimulatedNode.start(life, {
      clock: serverClock(timetable, life, place.wall),
      chance,
      config: this.#config,
      storage,
      fanout: this.hints.join(life, failed),
      dress: (ports: Ports) => plant?.dress?.(ports, this) ?? ports,
      failed,
      closed: (dev, code) => this.notes.note(dev, { op: 'closed', code }),
      wire: plant?.wire ?? {},
    })
  }

  /** The process ends without a word. */
  kill(place: Place): void {
    const { node } = place
    if (!node) return
    place.node = null
    node.end()
    for (const { cable } of node.sockets) cable.cut({ byClient: this.chance.isHit(0.8), byServer: false })
  }

  async admit(owner: Owner): Promise<SimulatedDevice> {
    const { timetable, chance, notes } = this
    const node = (): SimulatedNode | null => this.chance.pick(this.nodes) ?? null
    const [handle = ''] = owner.name.split('-')
    const device = await SimulatedDevice.open(owner, handle, { timetable, chance, notes, node })
    this.devices.push(device)
    return device
  }

  /** One more device of somebody. */
  async addDevice({ user, name }: Owner): Promise<SimulatedDevice> {
    const [handle] = name.split('-')
    const count = this.devices.filter(({ owner }) => owner.user === user).length
    const owner = { name: `${handle}-${count + 1}`, user, device: this.newId() }
    const at = 1_700_000_000_000
    const session = sessionOf(owner.device, owner.name)
    this.shelf.store.commit([['session.create', { user, session, most: 100, at }]])
    return await this.admit(owner)
  }

  /** Puts the older copy of the store back, while no process runs. */
  async restore(): Promise<void> {
    for (const place of this.places) this.kill(place)
    const { seats } = await dump(this.shelf.readable, this.founded.rooms)
    const epoch = this.plant?.keepsEpoch ? this.shelf.store.epoch : this.newId()
    const heads = this.shelf.restore(epoch)
    this.notes.restored(heads, epoch)
    this.past = seats.flatMap((seat) => {
      const head = heads.get(seat.room) ?? 0
      return seat.from > head ? [] : [{ ...seat, to: Math.min(seat.to ?? head, head) }]
    })
  }

  #committed(batch: Batch, outcomes: readonly Outcome[], isHeard: boolean): void {
    for (const [n, [kind]] of batch.entries()) {
      const outcome = outcomes[n]
      if (kind === 'session.revoke' && outcome && 'out' in outcome) {
        const most = isHeard && this.places.length === 1 ? revokedWithin.heard : revokedWithin.unheard
        this.#ended(outcome.out as readonly string[], most)
      }
    }
  }

  #ended(ids: readonly string[], most: number): void {
    for (const id of ids) {
      this.revoked.add(id)
      const dev = this.devices.find(({ owner }) => owner.device === id)?.owner.name
      const isOpen = this.nodes.some(({ sockets }) => [...sockets].some(({ device }) => device === dev))
      if (dev !== undefined && isOpen) this.notes.note(dev, { op: 'revoke', most })
    }
  }
}
