import { type Event, type PrivacySettings, presenceMembers } from '@parley/protocol'
import type { Connection } from '../../gateway/connection.ts'
import type { House } from '../../house.ts'
import { Crowd } from './crowd.ts'

export type Here = 'online' | 'away'

export type PresenceParts = Pick<House, 'storage' | 'delivery' | 'clock' | 'config' | 'presence' | 'fanout'>

/** Somebody with a connection to this node, or who had one until a moment ago. */
interface Person {
  settings: PrivacySettings
  readonly rooms: Set<string>
  readonly connections: Map<string, Here>
  /** What others were last told; null: offline. */
  shown: Here | null
}

/**
 * Who is there. A connection that ends counts until `offlineAfter` has passed, so that a reconnect makes no noise;
 * whoever is invisible never gets on the board. Nothing of this is ever stored.
 */
export class Presence {
  readonly #house: PresenceParts
  readonly #people = new Map<string, Person>()
  readonly #crowd = new Crowd()

  constructor(house: PresenceParts) {
    this.#house = house
  }

  async arrive(connection: Connection): Promise<void> {
    const { user, id } = connection
    const { storage, delivery } = this.#house
    const self = await storage.read('account.self', { user })
    const rooms = await storage.read('room.joined', { user })
    if (!self || !delivery.connection(id)) return
    const person = this.#people.get(user) ?? this.#newcomer(user, self.settings)
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
      this.#show(user, person)
      if (person.connections.size > 0) return
      for (const room of person.rooms) this.#crowd.exit(room, user)
      this.#people.delete(user)
    })
  }

  /** What the person at a device says of themselves. */
  set(user: string, device: string, state: Here): void {
    const person = this.#people.get(user)
    if (!person) return
    for (const { id, actor } of this.#house.delivery.of(user)) {
      if (actor.device === device && person.connections.has(id)) person.connections.set(id, state)
    }
    this.obey(user, person.settings)
  }

  /** Takes over what somebody chose about being seen, at once. */
  obey(user: string, settings: PrivacySettings): void {
    const person = this.#people.get(user)
    if (!person) return
    const { presence, delivery } = this.#house
    person.settings = settings
    for (const [id, state] of person.connections) {
      if (settings.invisible) presence.drop(user, id)
      else presence.put(user, id, state)
    }
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
    fanout.publish({ kind: 'rooms', rooms: [room], event, except: user })
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

  #newcomer(user: string, settings: PrivacySettings): Person {
    const person: Person = { settings, rooms: new Set(), connections: new Map(), shown: null }
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
    if (rooms.length > 0) this.#house.fanout.publish({ kind: 'rooms', rooms, event, except: user })
  }
}
