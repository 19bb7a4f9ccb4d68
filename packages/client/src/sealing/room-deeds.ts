import { type Change, type Genesis, type Line, roomIdOf } from '@parley/e2ee/membership'
import {
  type CommandName,
  type InputOf,
  type OutputOf,
  ParleyError,
  type RoomSummary,
  type SealedLine,
} from '@parley/protocol'
import type { NewRoom, RoomChange } from '../client.ts'
import { linesOf } from './envelope.ts'
import type { Keyring } from './keyring.ts'
import { inDirect, inRooms } from './policies.ts'
import type { Rosters } from './rosters.ts'
import type { Snapshots } from './snapshots.ts'

export interface RoomDeedsParts {
  readonly call: <N extends CommandName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>
  readonly keyring: Keyring
  readonly rosters: Rosters
  readonly snapshots: Snapshots
  readonly summary: (room: string) => RoomSummary | null
  readonly isSealed: (room: string) => boolean
  /** I came by a link with this secret. */
  readonly wait: (room: string, secret: string) => Promise<void>
}

/** What the server carries. */
type Carried = Exclude<RoomChange, { readonly kind: 'knock' }>

/** What people do with rooms: in a sealed one the same change stands in its membership log. */
export class RoomDeeds {
  readonly #parts: RoomDeedsParts

  constructor(parts: RoomDeedsParts) {
    this.#parts = parts
  }

  /** @param id names a public room, and makes the id of a sealed one: a retry finds the room it made. */
  async create({ kind, name, topic, history = 'joined', voice = false }: NewRoom, id: string): Promise<RoomSummary> {
    const { call } = this.#parts
    const more = voice ? { voice } : {}
    if (kind === 'public') return (await call('rooms.create', { id, kind, name, topic, ...more })).room
    const { vault, me, key } = await this.#identity()
    const policy = { ...inRooms, history }
    const genesis: Genesis = { v: 1, kind: 'genesis', creator: me, creatorKey: key, policy, nonce: id }
    const room = await roomIdOf(genesis)
    const change = { kind: 'about', name: name.trim(), topic: topic.trim() } as const
    const first: Line = { v: 1, room, index: 1, prev: room, change }
    const line = await vault.seal(linesOf(room), [me], 'parley.line', first)
    const log = { genesis: JSON.stringify(genesis), lines: [line] }
    const made = await call('rooms.create', { id: room, kind, ...log, history, ...more })
    await this.#parts.rosters.again(room)
    this.#parts.snapshots.keep(room).catch(() => undefined)
    return made.room
  }

  /** The direct message with exactly these people. */
  async direct(users: readonly string[], nonce: string): Promise<RoomSummary> {
    const { vault, me, key } = await this.#identity()
    const present = await vault.freshIdentities(users)
    const others = users.filter((user) => user !== me).sort()
    const known = others.map((user) => ({ user, key: present.get(user) ?? '' }))
    if (known.some((other) => other.key === '')) throw new ParleyError('no_identity')
    const base = { v: 1, kind: 'genesis', creator: me, creatorKey: key, nonce } as const
    const genesis: Genesis = { ...base, policy: inDirect, others: known }
    const id = await roomIdOf(genesis)
    const { room } = await this.#parts.call('rooms.direct', {
      users: [...others],
      id,
      genesis: JSON.stringify(genesis),
    })
    if (room.lines !== null) await this.#checkDirect(room.id, [me, ...others])
    return room
  }

  async change(room: string, change: RoomChange): Promise<void> {
    if (change.kind === 'knock') return await this.#parts.wait(room, change.secret)
    if (!this.#parts.isSealed(room)) return await this.#send(room, change)
    if (change.kind === 'confirm' && (await this.#isAccepted(room, change.user))) return
    if (change.kind === 'join' && (await this.#isIn(room))) return
    const line = await this.#lineOf(room, change)
    if (line === null) return await this.#send(room, change)
    await this.#parts.rosters.change(room, line, (sealed) => this.#send(room, change, sealed))
    if (change.kind === 'invite') await this.#parts.snapshots.tell(room, { user: change.user }).catch(() => undefined)
  }

  /** Whether the room has let in these keys already: it was only I who had verified others. */
  async #isAccepted(room: string, user: string): Promise<boolean> {
    const { keyring, rosters } = this.#parts
    await keyring.use().trust.accept(user)
    const seat = (await rosters.follow(room)).seats.get(user)
    return seat?.state === 'joined' && seat.key === (await this.#keyOf(user))
  }

  /** Whether I have joined: the answer to that may have got lost. */
  async #isIn(room: string): Promise<boolean> {
    const { keyring, rosters } = this.#parts
    const state = await rosters.follow(room).catch(() => null)
    return state?.seats.get(keyring.owner?.user ?? '')?.state === 'joined'
  }

  /** Whoever the server says is in a direct message has to be who was asked for. */
  async #checkDirect(room: string, expected: readonly string[]): Promise<void> {
    const { rosters } = this.#parts
    await rosters.follow(room).catch(() => null)
    if ([...(rosters.get(room)?.state.seats.keys() ?? [])].some((user) => !expected.includes(user)))
      throw new ParleyError('stranger_in_room')
  }

  async #identity() {
    const { keyring } = this.#parts
    const [vault, me] = [keyring.use(), keyring.owner?.user ?? '']
    const key = (await vault.identities([me])).get(me)
    if (key === undefined) throw new ParleyError('no_keys')
    return { vault, me, key }
  }

  /** What the change says in the membership log; null: nothing, the server alone keeps it. */
  async #lineOf(room: string, change: Carried): Promise<Change | null> {
    const { rosters, summary } = this.#parts
    switch (change.kind) {
      case 'invite':
      case 'confirm':
        return { kind: change.kind, user: change.user, key: await this.#keyOf(change.user) }
      case 'kick':
        return { kind: 'remove', user: change.user }
      case 'history':
        return { kind: 'policy', policy: { ...(await rosters.follow(room)).policy, history: change.history } }
      case 'ban':
      case 'unban':
      case 'join':
      case 'role':
      case 'about':
        return change
      case 'leave': {
        // A direct message of two is only closed; and whoever cannot follow the log may leave all the same.
        const isPair = summary(room)?.kind === 'direct' && summary(room)?.people.length === 1
        const isKnown =
          !isPair &&
          (await rosters.follow(room).then(
            () => true,
            () => false,
          ))
        return isKnown ? change : null
      }
    }
  }

  async #keyOf(user: string): Promise<string> {
    const key = (await this.#parts.keyring.use().freshIdentities([user])).get(user)
    if (key === undefined) throw new ParleyError('no_identity')
    return key
  }

  async #send(room: string, change: Carried, sealed?: SealedLine): Promise<void> {
    const { call } = this.#parts
    const line = sealed ? { line: sealed } : {}
    switch (change.kind) {
      case 'join':
        return void (await call('rooms.join', { room, ...line }))
      case 'leave':
        return void (await call('rooms.leave', { room, ...line }))
      case 'invite':
        return void (await call('rooms.invite', { room, user: change.user, ...line }))
      case 'kick':
        return void (await call('rooms.kick', { room, user: change.user, ...line }))
      case 'ban':
        return void (await call('rooms.ban', { room, user: change.user, ...line }))
      case 'unban':
        return void (await call('rooms.unban', { room, user: change.user, ...line }))
      case 'role':
        return void (await call('rooms.set-role', { room, user: change.user, role: change.role, ...line }))
      case 'about':
        if (!sealed) return void (await call('rooms.update', { room, name: change.name, topic: change.topic }))
        return void (await call('rooms.write-line', { room, line: sealed }))
      case 'history':
        if (!sealed) throw new ParleyError('wrong_line')
        return void (await call('rooms.set-history', { room, history: change.history, line: sealed }))
      case 'confirm':
        if (sealed) await call('rooms.write-line', { room, line: sealed })
    }
  }
}
