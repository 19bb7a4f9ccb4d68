import type { Whisper } from '@parley/e2ee/vault'
import { fromBase64url, pageEntries } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { put, remove, type Store } from '../store/store.ts'
import { HistoryPiece, historyTypes, Pieces } from './history-bundle.ts'
import type { Keyring } from './keyring.ts'
import { joinedIn } from './roster.ts'
import type { Rosters } from './rosters.ts'

export interface HistoryTakerParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  readonly keyring: Keyring
  readonly rosters: Rosters
  /** Who invited me, as far as the server says: they are asked first. */
  readonly inviter: (room: string) => string | null
  readonly isOnline: (user: string) => boolean
}

/** A room whose members are asked for the keys of what was said before. */
interface Asking {
  turn: number
  pause: number
  /** What those who were asked have sent so far. */
  readonly pieces: Map<string, Pieces>
  cancel: (() => void) | null
}

/** Milliseconds before somebody else is asked, and at most; twice as long each time that all have been asked. */
const [second, longest] = [4_000, 60_000]
/** Milliseconds in which the next piece of a bundle comes. */
const patience = 30_000
/** Members who are asked, and how often all of them. */
const [most, rounds] = [8, 4]
/** Under this group stands as of which coming this device has taken what was said in a room. */
const group = 'history'
/** Reasons that the key of what was said before ends. */
const lacks: readonly string[] = ['no-key', 'key-too-late']

/** Whoever comes into a room that lets newcomers read what was said asks its members for the keys, one after the other. */
export class HistoryTaker {
  readonly #parts: HistoryTakerParts
  readonly #asking = new Map<string, Asking>()
  /** As of which coming this device has taken a bundle, and as of which it has looked whether it lacks one. */
  readonly #had = new Map<string, number>()
  readonly #looked = new Map<string, number>()

  constructor(parts: HistoryTakerParts) {
    this.#parts = parts
  }

  async load(): Promise<void> {
    this.forget()
    for (const { place, value } of await this.#parts.store.list('meta', group))
      this.#had.set(String(place), Number(value))
  }

  forget(): void {
    for (const room of [...this.#asking.keys()]) this.#stop(room)
    this.#had.clear()
    this.#looked.clear()
  }

  /** One is not in the room any more. */
  drop(room: string): void {
    this.#stop(room)
    this.#looked.delete(room)
    if (this.#had.delete(room)) this.#parts.store.write([remove('meta', group, room)], 'relaxed').catch(() => undefined)
  }

  /** There is a connection, or the keys are open. */
  wake(): void {
    for (const [room, one] of this.#asking) this.#again(room, one)
  }

  /** More is known about a room: one may have come into it. */
  look(room: string): void {
    const since = this.#since(room)
    if (since === null) this.#stop(room)
    if (since === null || this.#looked.get(room) === since) return
    this.#looked.set(room, since)
    this.#lookBack(room).catch(() => this.#looked.delete(room))
  }

  /** Something in a room cannot be opened here. */
  needed(room: string): void {
    if (this.#since(room) === null || this.#asking.has(room)) return
    const one: Asking = { turn: 0, pause: second, pieces: new Map(), cancel: null }
    this.#asking.set(room, one)
    this.#ask(room, one)
  }

  async heard({ type, content, from: { user }, identity }: Whisper): Promise<void> {
    const parsed = type === historyTypes.piece ? HistoryPiece.safeParse(content) : undefined
    const one = parsed?.success ? this.#asking.get(parsed.data.room) : undefined
    if (!parsed?.success || !one) return
    const { room } = parsed.data
    const seat = this.#parts.rosters.get(room)?.state.seats.get(user)
    const pieces = one.pieces.get(user)
    if (!pieces || seat?.state !== 'joined' || seat.key !== identity) return
    if (parsed.data.of === 0) return this.#next(room, one)
    const whole = pieces.add(parsed.data)
    if (!whole) return this.#wait(room, one, patience)
    if (!(await this.#take(room, user, whole))) this.#next(room, one)
  }

  /** Since which line one is in a room that lets newcomers read; null: there is nothing to ask for. */
  #since(room: string): number | null {
    const { keyring, rosters } = this.#parts
    const state = rosters.get(room)?.state
    const seat = state?.seats.get(keyring.owner?.user ?? '')
    // Who was there from the beginning has got every key by itself.
    if (!state || seat?.state !== 'joined' || seat.since === 0 || state.policy.history !== 'shared') return null
    return this.#had.get(room) === seat.since ? null : seat.since
  }

  /** A device that has everything out of the backup asks nobody. */
  async #lookBack(room: string): Promise<void> {
    const { link, keyring } = this.#parts
    const vault = keyring.use()
    const at = { kind: 'newest' } as const
    const { entries } = await link().call('messages.history', { room, at, limit: pageEntries })
    for (const { id, kind, sender, at: moment, body } of entries) {
      if (kind === 'membership') continue
      const opening = await vault.peek({ id, room, sender, at: moment, body })
      if (opening.kind === 'unopened' && lacks.includes(opening.why)) return this.needed(room)
    }
  }

  #again(room: string, one: Asking): void {
    one.turn = 0
    one.pause = second
    this.#ask(room, one)
  }

  #ask(room: string, one: Asking): void {
    if (this.#asking.get(room) !== one) return
    const { keyring, link } = this.#parts
    one.cancel?.()
    one.cancel = null
    if (link().state.get().kind !== 'live' || keyring.state.get().kind !== 'ready') return
    const users = this.#whom(room)
    const user = users[one.turn % Math.max(1, users.length)]
    if (user === undefined || one.turn >= rounds * users.length) {
      this.#stop(room)
      return
    }
    one.turn += 1
    one.pieces.set(user, new Pieces())
    keyring
      .use()
      .whisper([{ user }], historyTypes.wanted, { room })
      .catch(() => undefined)
    this.#wait(room, one, one.pause)
    // Those who are away do not make the others wait longer for their next turn.
    if (one.turn % users.length === 0) one.pause = Math.min(longest, one.pause * 2)
  }

  /** Somebody had nothing, or what they sent is of no use: somebody else is asked at once, or the same one later. */
  #next(room: string, one: Asking): void {
    if (this.#whom(room).length > 1) this.#ask(room, one)
    else this.#wait(room, one, one.pause)
  }

  #wait(room: string, one: Asking, ms: number): void {
    one.cancel?.()
    one.cancel = this.#parts.clock.after(ms, () => this.#ask(room, one))
  }

  /** Whoever invited me first, then who is online: members as the room's log says. */
  #whom(room: string): readonly string[] {
    const { keyring, rosters, inviter, isOnline } = this.#parts
    const state = rosters.get(room)?.state
    const others = state ? joinedIn(state).filter((user) => user !== keyring.owner?.user) : []
    const rank = (user: string): number => (user === inviter(room) ? 0 : isOnline(user) ? 1 : 2)
    return others.toSorted((a, b) => rank(a) - rank(b)).slice(0, most)
  }

  async #take(
    room: string,
    from: string,
    { id, data }: { readonly id: string; readonly data: readonly string[] },
  ): Promise<boolean> {
    const since = this.#since(room)
    if (since === null) return true
    const sealed = wholeOf(data)
    if (!sealed || !(await this.#parts.keyring.use().takeOver(room, from, id, sealed))) return false
    this.#had.set(room, since)
    this.#stop(room)
    await this.#parts.store.write([put('meta', group, room, since)], 'relaxed').catch(() => undefined)
    return true
  }

  #stop(room: string): void {
    this.#asking.get(room)?.cancel?.()
    this.#asking.delete(room)
  }
}

/** The bytes of all pieces; null: one is not base64url. */
function wholeOf(data: readonly string[]): Uint8Array | null {
  try {
    const bytes = data.map(fromBase64url)
    const whole = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of bytes) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  } catch {
    return null
  }
}
