import { type Event, type PrivacySettings, presenceMembers } from '@parley/protocol'
import type { Connection } from '../../gateway/connection.ts'
import type { House } from '../../house.ts'
import { Crowd } from './crowd.ts'

export type Here = 'online' | 'away'

export type PresenceParts = Pick<House, 'storage' | 'delivery' | 'clock' | 'config' | 'presence' | 'fanout'>

/** Milliseconds until the next try where the store was out of reach. */
const learnAgain = 1000

/** Somebody who is there on any node, or had a connection to this one until a moment ago. */
interface Person {
  /** null: nothing has brought them here yet. */
  settings: PrivacySettings | null
  readonly rooms: Set<string>
  /** Those to this node. */
  readonly connections: Map<string, Here>
  /** What others were last told; null: offline. */
  shown: Here | null
}

/**
 * Who is there. A connection that ends counts until `offlineAfter` has passed, so that a reconnect makes no noise;
 * whoever is invisible never gets on the board. Every node follows the board, and tells those who are connected to it.
 * Nothing of this is ever stored.
 */
export class Presence {
  readonly #house: PresenceParts
  readonly #people = new Map<string, Person>()
  readonly #crowd = new Crowd()
  /** Who came on another node, until it is known in which rooms they are. */
  readonly #strangers = new Set<string>()
  /** Whose connections are being gone through: they are shown once that is done. */
  #inHand: string | null = null

  constructor(house: PresenceParts) {
    this.#house = house
    house.presence.watch((user) => this.#changed(user))
  }

  async arrive(connection: Connection): Promise<void> {
    const { user, id } = connection
    const { storage, delivery } = this.#house
    const self = await storage.read('account.self', { user })
    const rooms = await storage.read('room.joined', { user })
    if (!self || !delivery.connection(id)) return
    const person = this.#people.get(user) ?? this.#newcomer(user)
    for (const { room, members } of rooms) this.#enter(user, person, room, members)
    person.connections.set(id, 'online')
    this.obey(user, self.settings)
  }

  depart({ user, id }: Connection): void {
    const { clock, config, presence } = this.#house
    clock.after(config.offlineAfter, () => {
      const person = this.#people.get(user)
      if (!person?.connections.delete(id)) return
      presence.drop(user, id)
      this.#settle(user, person)
    })
  }

  /** What the person at a device says of themselves. */
  set(user: string, device: string, state: Here): void {
    const person = this.#people.get(user)
    if (!person) return
    for (const { id, actor } of this.#house.delivery.of(user)) {
      if (actor.device === device && person.connections.has(id)) person.connections.set(id, state)
    }
    if (person.settings) this.obey(user, person.settings)
  }

  /** Takes over what somebody chose about being seen, at once. */
  obey(user: string, settings: PrivacySettings): void {
    const person = this.#people.get(user)
    if (!person) return
    const { presence, delivery } = this.#house
    person.settings = settings
    this.#inHand = user
    for (const [id, state] of person.connections) {
      if (settings.invisible) presence.drop(user, id)
      else presence.put(user, id, state)
    }
    this.#inHand = null
    for (const { muted } of delivery.of(user)) {
      for (const type of ['typing', 'sealed_typing'] as const) {
        if (settings.typing) muted.delete(type)
        else muted.add(type)
      }
    }
    this.#show(user, person)
  }

  /** Somebody came into a room: those who did not know them see their state. */
  async joined(room: string, user: string): Promise<void> {
    const { storage, fanout } = this.#house
    if (!this.#people.has(user)) return
    const rooms = await storage.read('room.joined', { user })
    const members = rooms.find((one) => one.room === room)?.members
    const person = this.#people.get(user)
    if (!person || members === undefined) return
    this.#enter(user, person, room, members)
    if (!person.shown || members > presenceMembers) return
    const event: Event = { type: 'user_presence', user, state: person.shown }
    fanout.replay({ kind: 'rooms', rooms: [room], event, except: user })
  }

  left(room: string, user: string): void {
    this.#people.get(user)?.rooms.delete(room)
    this.#crowd.exit(room, user)
  }

  /** Whether somebody sends and sees who is typing; also of those who call without a connection. */
  async wantsTyping(user: string): Promise<boolean> {
    const settings = this.#people.get(user)?.settings
    return (settings ?? (await this.#house.storage.read('account.self', { user }))?.settings)?.typing ?? false
  }

  /** Who of a room is there, as far as they show it. */
  of(room: string): ReadonlyMap<string, Here> {
    const there = new Map<string, Here>()
    for (const user of this.#crowd.in(room)) {
      const shown = this.#people.get(user)?.shown
      if (shown) there.set(user, shown)
    }
    return there
  }

  /** Everybody who shares a room of up to 500 members with a connection. */
  snapshot({ user, channels }: Connection): Record<string, Here> {
    const small = [...channels].filter(({ room }) => this.#crowd.size(room) <= presenceMembers)
    const there = small.flatMap(({ room }) => [...this.of(room)])
    return Object.fromEntries(there.filter(([other]) => other !== user))
  }

  #changed(user: string): void {
    if (user === this.#inHand) return
    const person = this.#people.get(user)
    if (person) this.#settle(user, person)
    else if (this.#house.presence.of(user) !== null) {
      this.#strangers.add(user)
      if (this.#strangers.size === 1) void this.#learn()
    }
  }

  /** One after the other: a node that has just started learns of everybody at once. */
  async #learn(): Promise<void> {
    const { storage, presence, clock } = this.#house
    for (const user of this.#strangers) {
      const rooms = await storage.read('room.joined', { user }).catch(() => null)
      this.#strangers.delete(user)
      if (this.#people.has(user) || presence.of(user) === null) continue
      if (rooms) this.#appear(user, rooms)
      else clock.after(learnAgain, () => this.#changed(user))
    }
  }

  #appear(user: string, rooms: readonly { readonly room: string; readonly members: number }[]): void {
    const person = this.#newcomer(user)
    for (const { room, members } of rooms) this.#enter(user, person, room, members)
    this.#show(user, person)
  }

  /** Shows what somebody is now, and forgets them when they are on no node any more. */
  #settle(user: string, person: Person): void {
    this.#show(user, person)
    if (person.connections.size > 0 || person.shown !== null) return
    for (const room of person.rooms) this.#crowd.exit(room, user)
    this.#people.delete(user)
  }

  #newcomer(user: string): Person {
    const person: Person = { settings: null, rooms: new Set(), connections: new Map(), shown: null }
    this.#people.set(user, person)
    return person
  }

  #enter(user: string, person: Person, room: string, members: number): void {
    person.rooms.add(room)
    this.#crowd.enter(room, members, user)
  }

  #show(user: string, person: Person): void {
    const now = this.#house.presence.of(user)
    const before = person.shown
    person.shown = now
    if (now === before) return
    if (now === null) this.#tell(user, person, { type: 'user_offline', user })
    else if (before === null) this.#tell(user, person, { type: 'user_online', user })
    if (now !== null && (before !== null || now === 'away')) {
      this.#tell(user, person, { type: 'user_presence', user, state: now })
    }
  }

  #tell(user: string, person: Person, event: Event): void {
    const rooms = [...person.rooms].filter((room) => this.#crowd.size(room) <= presenceMembers)
    if (rooms.length > 0) this.#house.fanout.replay({ kind: 'rooms', rooms, event, except: user })
  }
}
