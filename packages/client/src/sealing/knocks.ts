import { linkOf, linkTag, proveLink } from '@parley/e2ee/membership'
import type { Whisper } from '@parley/e2ee/vault'
import { ParleyError, type RoomSummary } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { put, remove, type Store } from '../store/store.ts'
import type { Keyring } from './keyring.ts'
import { knockTypes, NotAdmitted, OwnLink, type Waiting, Welcome } from './knock.ts'
import type { Rosters } from './rosters.ts'
import type { Snapshots } from './snapshots.ts'
import { whomToAsk } from './whom-to-ask.ts'

export interface KnocksParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  readonly keyring: Keyring
  readonly rosters: Rosters
  readonly snapshots: Snapshots
  readonly summary: (room: string) => RoomSummary | null
  readonly isOnline: (user: string) => boolean
  /** Takes an invitation that a member has written into the log. */
  readonly join: (room: string) => Promise<void>
  readonly changed: () => void
}

interface Claim {
  readonly secret: string
  waiting: Waiting
  turn: number
  /** Who may answer: they have been asked. */
  readonly asked: Set<string>
  pause: number
  cancel: (() => void) | null
}

const group = 'links'
/** Milliseconds before one asks a second time, and at most between two times; each pause is twice as long. */
const second = 10_000
const longest = 30 * 60_000

/**
 * Waiting before sealed rooms to which one came by a link: members are asked to be let in until one of them is there. The
 * secret of the link is kept here until then, and never leaves for the server.
 */
export class Knocks {
  readonly #parts: KnocksParts
  readonly #claims = new Map<string, Claim>()

  constructor(parts: KnocksParts) {
    this.#parts = parts
  }

  async load(): Promise<void> {
    this.forget()
    for (const { place, value } of await this.#parts.store.list('meta', group))
      this.#claims.set(String(place), fresh(String(value)))
  }

  forget(): void {
    for (const { cancel } of this.#claims.values()) cancel?.()
    this.#claims.clear()
  }

  /** Whether and how one waits before a room; null: one did not come by a link, or is in. */
  of(room: string): Waiting | null {
    return this.#claims.get(room)?.waiting ?? null
  }

  /** One came by a link with this secret. Rejects with `bad_request` for what is no secret. */
  async wait(room: string, secret: string): Promise<void> {
    await linkOf(secret).catch(() => {
      throw new ParleyError('bad_request', { path: 'input.secret' })
    })
    await this.#keep(room, secret)
    const { keyring } = this.#parts
    const me = keyring.owner?.user
    if (me === undefined || keyring.state.get().kind !== 'ready') return
    await keyring
      .use()
      .whisper([{ user: me }], knockTypes.ownLink, { room, secret })
      .catch(() => undefined)
  }

  /** There is a connection, or the keys are open: everybody is asked anew. */
  wake(): void {
    for (const [room, claim] of this.#claims) {
      claim.pause = second
      claim.waiting = 'asking'
      this.#begin(room, claim)
    }
  }

  /** More is known about a room. */
  look(room: string): void {
    const { keyring, rosters, join } = this.#parts
    if (!this.#claims.has(room)) return
    const seat = rosters.get(room)?.state.seats.get(keyring.owner?.user ?? '')
    if (seat?.state === 'joined') this.drop(room)
    // A member has invited this person by name meanwhile.
    if (seat?.state === 'invited') join(room).catch(() => undefined)
  }

  /** One is in, or has given up, or was sent away. */
  drop(room: string): void {
    const claim = this.#claims.get(room)
    if (!claim) return
    claim.cancel?.()
    this.#claims.delete(room)
    this.#parts.store.write([remove('meta', group, room)], 'relaxed').catch(() => undefined)
    this.#parts.changed()
  }

  async heard(whisper: Whisper): Promise<void> {
    if (whisper.type === knockTypes.welcome) await this.#welcomed(whisper)
    if (whisper.type === knockTypes.refusal) this.#refused(whisper)
    if (whisper.type === knockTypes.ownLink) await this.#told(whisper)
  }

  async #keep(room: string, secret: string): Promise<void> {
    this.#claims.get(room)?.cancel?.()
    const claim = fresh(secret)
    this.#claims.set(room, claim)
    await this.#parts.store.write([put('meta', group, room, secret)], 'strict')
    this.#parts.changed()
    this.#begin(room, claim)
  }

  #begin(room: string, claim: Claim): void {
    claim.cancel?.()
    claim.cancel = null
    if (this.#parts.link().state.get().kind !== 'live' || this.#parts.keyring.state.get().kind !== 'ready') return
    // Neither in the list nor about to be: one is not before this room any more.
    if (!this.#parts.summary(room)) {
      this.drop(room)
      return
    }
    this.#knock(room, claim).catch(() => undefined)
    const { pause } = claim
    claim.pause = Math.min(longest, pause * 2)
    claim.cancel = this.#parts.clock.after(pause, () => {
      if (claim.waiting === 'asking') this.#begin(room, claim)
    })
  }

  async #knock(room: string, claim: Claim): Promise<void> {
    const { keyring, link, summary, isOnline } = this.#parts
    const { secret, turn } = claim
    claim.turn += 1
    const [vault, me] = [keyring.use(), keyring.owner?.user ?? '']
    const key = (await vault.identities([me])).get(me)
    if (key === undefined) return
    const { members } = await link().call('rooms.members', { room, after: null })
    const inviter = summary(room)?.invitedBy ?? null
    const users = whomToAsk(members, { me, inviter, isOnline, turn })
    for (const user of users) claim.asked.add(user)
    const proof = await proveLink(secret, { room, user: me, key })
    const knock = { room, tag: await linkTag(await linkOf(secret)), proof, turn }
    await vault.whisper(
      users.map((user) => ({ user })),
      knockTypes.knock,
      knock,
    )
  }

  /** Whoever knows the link's public key reads the log of the room that the link's maker meant. */
  async #welcomed(whisper: Whisper): Promise<void> {
    const parsed = Welcome.safeParse(whisper.content)
    const claim = parsed.success ? this.#claims.get(parsed.data.room) : undefined
    if (!parsed.success || !claim) return
    const { room, link, snapshot } = parsed.data
    if (link !== (await linkOf(claim.secret))) return
    await this.#parts.snapshots.welcomed(room, snapshot, whisper)
    this.look(room)
  }

  #refused({ content, from }: Whisper): void {
    const parsed = NotAdmitted.safeParse(content)
    const claim = parsed.success ? this.#claims.get(parsed.data.room) : undefined
    if (!parsed.success || claim?.waiting !== 'asking' || !claim.asked.has(from.user)) return
    claim.waiting = parsed.data.why
    this.#parts.changed()
  }

  async #told({ content, from }: Whisper): Promise<void> {
    const parsed = OwnLink.safeParse(content)
    if (!parsed.success || from.user !== this.#parts.keyring.owner?.user) return
    const { room, secret } = parsed.data
    const isWaiting = this.#parts.summary(room)?.state === 'invited'
    if (isWaiting && this.#claims.get(room)?.secret !== secret) await this.#keep(room, secret)
  }
}

const fresh = (secret: string): Claim => ({
  secret,
  waiting: 'asking',
  turn: 0,
  asked: new Set(),
  pause: second,
  cancel: null,
})
