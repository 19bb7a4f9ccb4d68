import { heartbeatEvery, ParleyError } from '@parley/protocol'
import type { House } from '../../house.ts'
import type { SharedCall } from '../../ports/call-board.ts'
import type { CallState } from './call-state.ts'

export type SharedCallsParts = Pick<House, 'clock' | 'fanout' | 'calls'>

interface Known {
  readonly version: number
  readonly state: CallState
}

const shared = (state: CallState, version: number): SharedCall => ({
  id: state.id,
  room: state.room,
  version,
  isOver: state.kind === 'ended',
  state: JSON.stringify(state),
})

/**
 * The calls of the house as this node knows them. The board decides what they are, one version after the other; nodes
 * tell each other of each, and look it up where that was lost.
 */
export class SharedCalls {
  readonly #parts: SharedCallsParts
  readonly #known = new Map<string, Known>()
  /** The call that is not over in a room. */
  readonly #open = new Map<string, string>()
  readonly #watchers = new Set<(after: CallState, before: CallState | null) => void>()
  /** What is being done with a call on this node: one thing after the other. */
  readonly #turns = new Map<string, Promise<unknown>>()
  #isLooking = false

  constructor(parts: SharedCallsParts) {
    this.#parts = parts
    const { clock, fanout } = parts
    fanout.subscribe((hint) => {
      if (hint.kind === 'call') this.#take(hint.call)
    })
    /** The board is out of reach: the next turn looks again. */
    const later = (): void => undefined
    fanout.watch((reach) => {
      if (reach === 'all') this.look().catch(later)
    })
    clock.every(heartbeatEvery, () => void this.look().catch(later))
    this.look().catch(later)
  }

  /** Told of each version that this node hears of, whoever made it. */
  watch(watcher: (after: CallState, before: CallState | null) => void): void {
    this.#watchers.add(watcher)
  }

  get(id: string): CallState | null {
    return this.#known.get(id)?.state ?? null
  }

  openIn(room: string): CallState | null {
    return this.get(this.#open.get(room) ?? '')
  }

  running(): readonly CallState[] {
    return [...this.#open.values()].flatMap((id) => this.get(id) ?? [])
  }

  all(): readonly CallState[] {
    return [...this.#known.values()].map(({ state }) => state)
  }

  /** A call as it is now, also where another node changed it a moment ago; null: there is none. */
  async refresh(id: string): Promise<CallState | null> {
    const call = await this.#parts.calls.get(id)
    if (call) this.#take(call)
    return this.get(id)
  }

  /**
   * Changes a call.
   * @param change pure; run again on what another node made of the call meanwhile; the same object changes nothing
   * @throws ParleyError `not_found`; `unavailable` of the board
   */
  async change(id: string, change: (state: CallState) => CallState): Promise<CallState> {
    return await this.#inTurn(id, async () => {
      for (;;) {
        if (!this.#known.has(id)) await this.refresh(id)
        const before = this.#known.get(id)
        if (!before) throw new ParleyError('not_found')
        const after = change(before.state)
        if (after === before.state || (await this.#put(after, before.version + 1)) === null) return after
      }
    })
  }

  /** Begins a call. Answers the one that is not over in its room, where there is one. */
  async begin(state: CallState): Promise<CallState> {
    for (;;) {
      const other = await this.#put(state, 1)
      if (other === null) return state
      const inTheWay = this.get(other.id)
      if (inTheWay && inTheWay.kind !== 'ended') return inTheWay
    }
  }

  /** Forgets calls that are over, on this node and on the board. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.#parts.calls.forget(ids)
    for (const id of ids) this.#known.delete(id)
  }

  /** Looks up what other nodes did. */
  async look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      const calls = await this.#parts.calls.all()
      for (const call of calls) this.#take(call)
      const there = new Set(calls.map(({ id }) => id))
      for (const { id, kind } of this.all()) if (kind === 'ended' && !there.has(id)) this.#known.delete(id)
    } finally {
      this.#isLooking = false
    }
  }

  async #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(id)
    const turn = Promise.resolve(before?.catch(() => undefined)).then(work)
    this.#turns.set(id, turn)
    try {
      return await turn
    } finally {
      if (this.#turns.get(id) === turn) this.#turns.delete(id)
    }
  }

  /** null: that is what the call is now, and everybody is told. Otherwise what stands in the way, which is known from now on. */
  async #put(state: CallState, version: number): Promise<{ readonly id: string } | null> {
    const call = shared(state, version)
    const done = await this.#parts.calls.put(call)
    if (done.ok) {
      this.#parts.fanout.publish({ kind: 'call', call })
      return null
    }
    if (done.other) this.#take(done.other, true)
    else this.#drop(state)
    return done.other ?? { id: state.id }
  }

  #drop({ id, room }: CallState): void {
    this.#known.delete(id)
    if (this.#open.get(room) === id) this.#open.delete(room)
  }

  /** @param isSure whatever this node took for the last version: the board knows better */
  #take({ id, version, state: text }: SharedCall, isSure = false): void {
    const before = this.#known.get(id)
    if (before && (isSure ? before.version === version : before.version >= version)) return
    const state = JSON.parse(text) as CallState
    this.#known.set(id, { version, state })
    if (state.kind !== 'ended') this.#open.set(state.room, id)
    else if (this.#open.get(state.room) === id) this.#open.delete(state.room)
    for (const watcher of this.#watchers) watcher(state, before?.state ?? null)
  }
}
