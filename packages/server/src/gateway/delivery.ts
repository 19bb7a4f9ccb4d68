import { type CloseCodeNumber, type Entry, type Event, MembershipChange } from '@parley/protocol'
import type { Clock } from '../ports/clock.ts'
import type { Fanout, Hint } from '../ports/fanout.ts'
import type { Storage } from '../ports/storage/storage.ts'
import { Channel } from './channel.ts'
import type { Connection } from './connection.ts'
import { Frame } from './frame.ts'
import { catchUpInbox, growInbox } from './inbox-feed.ts'

const leaving: readonly MembershipChange['kind'][] = ['left', 'kicked', 'banned', 'declined']
/** The log is the truth of these events; those are repaired by the next snapshot. */
const ephemeral = ['typing', 'sealed_typing', 'marks', 'sealed_marks', 'user_online', 'user_offline', 'user_presence']

function noteInvitation({ invitations }: Connection, event: Event): void {
  if (event.type === 'room' && event.room.state === 'invited') invitations.add(event.room.id)
  else if (event.type === 'room') invitations.delete(event.room.id)
  else if (event.type === 'room_gone') invitations.delete(event.room)
}

export interface DeliveryParts {
  readonly storage: Storage
  readonly fanout: Fanout
  readonly clock: Clock
}

/** Told when a user's connections come and go. */
export interface Watcher {
  connected(connection: Connection): void
  disconnected(connection: Connection): void
}

/** Which connections of this node receive what. */
export class Delivery {
  readonly #parts: DeliveryParts
  readonly #connections = new Map<string, Connection>()
  readonly #users = new Map<string, Set<Connection>>()
  readonly #channels = new Map<string, Channel>()
  readonly #watchers: Watcher[] = []

  constructor(parts: DeliveryParts) {
    this.#parts = parts
    parts.fanout.subscribe((hint) => this.#receive(hint))
    parts.clock.every(1000, () => this.#sweep())
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher)
  }

  get size(): number {
    return this.#connections.size
  }

  connection(id: string): Connection | null {
    return this.#connections.get(id) ?? null
  }

  of(user: string): ReadonlySet<Connection> {
    return this.#users.get(user) ?? new Set()
  }

  all(): readonly Connection[] {
    return [...this.#connections.values()]
  }

  add(connection: Connection): void {
    this.#connections.set(connection.id, connection)
    const own = this.#users.get(connection.user) ?? new Set()
    this.#users.set(connection.user, own.add(connection))
    for (const watcher of this.#watchers) watcher.connected(connection)
  }

  /** Forgets a connection, however it ended. */
  remove(connection: Connection): void {
    if (!this.#connections.delete(connection.id)) return
    const own = this.#users.get(connection.user)
    own?.delete(connection)
    if (own?.size === 0) this.#users.delete(connection.user)
    for (const channel of connection.channels) this.#part(channel, connection)
    for (const watcher of this.#watchers) watcher.disconnected(connection)
  }

  close(connection: Connection, code: CloseCodeNumber, reason: string): void {
    connection.close(code, reason)
    this.remove(connection)
  }

  /**
   * Serves a room to a connection from the answered position on. A channel that is new looks once more how far its room
   * has come: what was hinted at before it stood found nobody.
   */
  async serve(connection: Connection, room: string): Promise<number> {
    const known = this.#channels.get(room)
    const head = known ? known.head : await this.#parts.storage.read('entry.head', { room })
    const channel = this.#channels.get(room) ?? this.#open(room, head)
    if (this.#connections.has(connection.id)) this.#join(channel, connection)
    const served = channel.head
    if (!known) channel.reach(await this.#parts.storage.read('entry.head', { room }), this.#parts.clock.monotonic())
    return served
  }

  /** Takes a connection out of a room's deliveries. */
  release(connection: Connection, room: string): void {
    const channel = this.#channels.get(room)
    if (channel) this.#part(channel, connection)
  }

  /** The rooms that this node serves, each with the position up to which it has. */
  heads(): ReadonlyMap<string, number> {
    return new Map(this.#channels.values().map(({ room, head }) => [room, head]))
  }

  /** The live connections of a room on this node. */
  audience(room: string): ReadonlySet<Connection> {
    return this.#channels.get(room)?.connections ?? new Set()
  }

  #open(room: string, head: number): Channel {
    const channel = new Channel(room, head, this.#parts.storage, (where, entry, phase) =>
      this.#entered(where, entry, phase),
    )
    this.#channels.set(room, channel)
    return channel
  }

  #join(channel: Channel, connection: Connection): void {
    channel.connections.add(connection)
    connection.channels.add(channel)
  }

  #part(channel: Channel, connection: Connection): void {
    channel.connections.delete(connection)
    connection.channels.delete(channel)
    if (channel.connections.size === 0) this.#channels.delete(channel.room)
  }

  /** Whoever comes hears their own coming; whoever goes hears their own going and nothing after it (C16). */
  #entered(channel: Channel, entry: Entry, phase: 'before' | 'after'): void {
    if (entry.kind !== 'membership') return
    const change = MembershipChange.parse(JSON.parse(entry.body))
    if (!('user' in change)) return
    if (phase === 'before' && change.kind === 'joined') {
      for (const connection of this.of(change.user)) this.#join(channel, connection)
    }
    if (phase === 'after' && leaving.includes(change.kind)) {
      for (const connection of this.of(change.user)) this.#part(channel, connection)
    }
  }

  #receive(hint: Hint): void {
    switch (hint.kind) {
      case 'entry':
        this.#grow(hint.room, hint.entry)
        return
      case 'framed':
        this.#channels.get(hint.room)?.pass(hint.seq, hint.frame, this.#parts.clock.monotonic())
        return
      case 'inbox':
        this.#inbox(hint)
        return
      case 'user':
        this.tell([hint.user], hint.event)
        return
      case 'rooms':
        this.#broadcast(hint)
        return
      case 'revoked':
        for (const connection of [...this.of(hint.user)]) {
          if (hint.devices.includes(connection.actor.device)) this.close(connection, 4403, 'signed out')
        }
        return
      case 'call':
      case 'keys':
      case 'spent':
      case 'took':
      case 'frame':
      case 'storeless':
      case 'storeful':
    }
  }

  /** Tells an event to the connections that users have to this node. */
  tell(users: readonly string[], event: Event): void {
    const frame = new Frame(event, ephemeral.includes(event.type))
    for (const user of users) {
      for (const connection of this.of(user)) {
        noteInvitation(connection, event)
        connection.push(frame)
      }
    }
  }

  #grow(room: string, entry: Entry): void {
    const channel = this.#channels.get(room) ?? this.#firstOf(room, entry)
    channel?.grow(entry, this.#parts.clock.monotonic())
  }

  /** A room that this node does not serve yet, and that a connected user has just joined. */
  #firstOf(room: string, entry: Entry): Channel | null {
    if (entry.kind !== 'membership') return null
    const change = MembershipChange.parse(JSON.parse(entry.body))
    if (change.kind !== 'joined' || this.of(change.user).size === 0) return null
    return this.#open(room, entry.seq - 1)
  }

  #broadcast({ rooms, event, except }: Extract<Hint, { kind: 'rooms' }>): void {
    const frame = new Frame(event, ephemeral.includes(event.type))
    const audience = rooms.length === 1 ? this.audience(rooms[0] ?? '') : this.#union(rooms)
    for (const connection of audience) if (connection.user !== except) connection.push(frame)
  }

  /** Whoever is in any of the rooms, once. */
  #union(rooms: readonly string[]): ReadonlySet<Connection> {
    return new Set(rooms.flatMap((room) => [...this.audience(room)]))
  }

  #inbox({ user, device, entry }: Extract<Hint, { kind: 'inbox' }>): void {
    for (const connection of this.of(user)) {
      if (connection.actor.device === device) growInbox(connection, entry, this.#parts)
    }
  }

  #sweep(): void {
    const now = this.#parts.clock.monotonic()
    const wall = this.#parts.clock.now()
    for (const connection of this.#connections.values()) {
      const code = connection.check(now, wall)
      if (code !== null) this.close(connection, code, '')
      else catchUpInbox(connection, this.#parts)
    }
    for (const channel of this.#channels.values()) channel.retry(now)
  }
}
