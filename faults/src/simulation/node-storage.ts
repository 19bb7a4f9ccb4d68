import { ParleyError } from '@parley/protocol'
import type { Storage } from '@parley/server'
import type { Batch, LocalStore, Outcome } from '@parley/server/inside'
import type { Chance } from './chance.ts'
import type { Life } from './life.ts'
import type { Timetable } from './timetable.ts'

interface Write {
  readonly item: Batch[number]
  readonly resolve: (out: unknown) => void
  readonly reject: (error: Error) => void
}

export interface NodeStorageParts {
  readonly timetable: Timetable
  readonly chance: Chance
  readonly store: LocalStore
  readonly life: Life
  /** Told of what was stored, before anybody is answered. */
  readonly committed: (batch: Batch, outcomes: readonly Outcome[]) => void
}

const unavailable = (): ParleyError => new ParleyError('unavailable')

function settle(writes: readonly Write[], outcomes: readonly Outcome[]): void {
  for (const [at, { resolve, reject }] of writes.entries()) {
    const outcome = outcomes[at]
    if (outcome && 'out' in outcome) resolve(outcome.out)
    else reject(new ParleyError(outcome?.error ?? 'internal'))
  }
}

/** The way of one node to the store, which takes its time. What waits together commits together, as in the real one. */
export class NodeStorage implements Storage {
  readonly epoch: string
  readonly #parts: NodeStorageParts
  #queue: Write[] = []
  #committed: Write[] = []
  #isBusy = false
  #isOut = false
  /** A node that starts is waited for: time does not pass meanwhile. */
  isStarting = true

  constructor(parts: NodeStorageParts) {
    this.#parts = parts
    this.epoch = parts.store.epoch
  }

  read: Storage['read'] = (kind, query) => {
    const { store, chance, timetable } = this.#parts
    const answer = Promise.withResolvers<never>()
    const look = (): void => {
      try {
        if (this.#isOut) throw unavailable()
        answer.resolve(store.read(kind, query) as never)
      } catch (error) {
        answer.reject(error)
      }
    }
    if (this.isStarting || chance.isHit(0.6)) look()
    else timetable.after(chance.fraction() * (chance.isHit(0.02) ? 40 : 3), look)
    return answer.promise
  }

  apply: Storage['apply'] = (kind, write) => {
    if (this.#isOut) return Promise.reject(unavailable())
    const { promise, resolve, reject } = Promise.withResolvers<never>()
    this.#queue.push({ item: [kind, write], resolve: resolve as (out: unknown) => void, reject })
    if (this.isStarting) this.#answer(this.#commit(this.#queue.length))
    else if (!this.#isBusy) this.#begin()
    return promise
  }

  /** Nothing reaches the store for a while. What was under way is in doubt: some of it may have been stored. */
  fail(ms: number): void {
    this.#leave()
    const doubtful = [...this.#committed, ...this.#queue]
    this.#committed = []
    this.#queue = []
    this.#isBusy = false
    this.#isOut = true
    this.#parts.timetable.after(ms, () => {
      this.#isOut = false
    })
    for (const { reject } of doubtful) reject(unavailable())
  }

  /** The process has ended. Of what waited the first part may have been stored. */
  end(): void {
    this.#leave()
    this.#queue = []
    this.#committed = []
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #leave(): void {
    const { chance } = this.#parts
    if (this.#committed.length === 0 && chance.isHit(0.5)) this.#commit(chance.between(0, this.#queue.length))
  }

  #begin(): void {
    const { timetable, chance, life } = this.#parts
    this.#isBusy = true
    const mine = this.#queue
    timetable.after(chance.fraction() * (chance.isHit(0.02) ? 60 : 2), () => {
      // Whatever ended it meanwhile has decided about these.
      if (life.isOver || this.#queue !== mine) return
      const outcomes = this.#commit(this.#queue.length)
      const answered = this.#committed
      timetable.after(chance.fraction() * (chance.isHit(0.02) ? 60 : 2), () => {
        if (life.isOver || this.#committed !== answered) return
        this.#answer(outcomes)
        this.#isBusy = false
        if (this.#queue.length > 0) this.#begin()
      })
    })
  }

  #commit(count: number): readonly Outcome[] {
    const writes = this.#queue.slice(0, count)
    if (writes.length === 0) return []
    this.#queue = this.#queue.slice(count)
    this.#committed = writes
    const batch = writes.map(({ item }) => item)
    const outcomes = this.#parts.store.commit(batch)
    this.#parts.committed(batch, outcomes)
    return outcomes
  }

  #answer(outcomes: readonly Outcome[]): void {
    const answered = this.#committed
    this.#committed = []
    settle(answered, outcomes)
  }
}
