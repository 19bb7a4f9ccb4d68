import { ParleyError } from '@parley/protocol'
import type { Storage } from '@parley/server'
import { type Batch, type LocalStore, type Outcome, openQueue } from '@parley/server/inside'
import type { Chance } from './chance.ts'
import type { Life } from './life.ts'
import type { Timetable } from './timetable.ts'

export interface NodeStorageParts {
  readonly timetable: Timetable
  readonly chance: Chance
  readonly store: LocalStore
  readonly life: Life
  /** Told of what was stored, before anybody is answered; `isHeard`: whether the node learns of it by an answer. */
  readonly committed: (batch: Batch, outcomes: readonly Outcome[], isHeard: boolean) => void
}

/** So many writes have to wait before a second commit runs beside the first: at once, soon, or as good as never. */
const crowds = [0, 2, 256]

const unreachable: Outcome = { error: 'unavailable', reason: 'nothing reaches the store' }
const refused = (batch: Batch): readonly Outcome[] => batch.map(() => unreachable)

/** A commit that is under way. */
interface Commit {
  readonly batch: Batch
  readonly answer: (outcomes: readonly Outcome[]) => void
  /** What came of it; null: nothing is stored yet. */
  outcomes: readonly Outcome[] | null
}

/** The way of one node to the store, which takes its time. What waits together commits together, by the queue of the real one. */
export class NodeStorage implements Storage {
  readonly epoch: string
  readonly #parts: NodeStorageParts
  readonly #queue: ReturnType<typeof openQueue>
  readonly #underWay = new Set<Commit>()
  #isOut = false
  /** A node that starts is waited for: time does not pass meanwhile. */
  isStarting = true

  constructor(parts: NodeStorageParts) {
    this.#parts = parts
    this.epoch = parts.store.epoch
    this.#queue = openQueue((batch) => this.#commit(batch), parts.chance.pick(crowds))
  }

  read: Storage['read'] = (kind, query) => {
    const { store, chance, timetable } = this.#parts
    const answer = Promise.withResolvers<never>()
    const look = (): void => {
      try {
        if (this.#isOut) throw new ParleyError('unavailable')
        answer.resolve(store.read(kind, query) as never)
      } catch (error) {
        answer.reject(error)
      }
    }
    if (this.isStarting || chance.isHit(0.6)) look()
    else timetable.after(chance.fraction() * (chance.isHit(0.02) ? 40 : 3), look)
    return answer.promise
  }

  apply: Storage['apply'] = (kind, write) => this.#queue.write(kind, write) as Promise<never>

  /** Nothing reaches the store for a while. What is under way hears of it by and by, and is in doubt: some of it may have been stored. */
  fail(ms: number): void {
    const { timetable, chance } = this.#parts
    this.#isOut = true
    timetable.after(ms, () => {
      this.#isOut = false
    })
    for (const commit of this.#underWay) timetable.after(chance.fraction() * 3, () => this.#lose(commit))
  }

  /** The process has ended, and nobody hears anything. Some of what was under way may have been stored. */
  end(): void {
    for (const commit of this.#underWay) this.#leave(commit)
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #lose(commit: Commit): void {
    if (this.#leave(commit)) commit.answer(refused(commit.batch))
  }

  /** Answers false where it is over already. */
  #leave(commit: Commit): boolean {
    if (!this.#underWay.delete(commit)) return false
    const { chance, store, committed } = this.#parts
    const { batch, outcomes } = commit
    if (outcomes) committed(batch, outcomes, false)
    else if (chance.isHit(0.5)) {
      const some = batch.slice(0, chance.between(0, batch.length))
      committed(some, store.commit(some), false)
    }
    return true
  }

  async #commit(batch: Batch): Promise<readonly Outcome[]> {
    const { timetable, life } = this.#parts
    if (this.isStarting) return this.#tell(batch, this.#parts.store.commit(batch))
    const { promise, resolve } = Promise.withResolvers<readonly Outcome[]>()
    if (life.isOver) return await promise
    const commit: Commit = { batch, answer: resolve, outcomes: null }
    this.#underWay.add(commit)
    timetable.after(this.#while(), () => {
      if (this.#isOut) return this.#lose(commit)
      if (!this.#underWay.has(commit)) return
      const outcomes = this.#parts.store.commit(batch)
      commit.outcomes = outcomes
      timetable.after(this.#while(), () => {
        if (this.#underWay.delete(commit)) resolve(this.#tell(batch, outcomes))
      })
    })
    return await promise
  }

  /** Milliseconds to the store, or back from it. */
  #while(): number {
    const { chance } = this.#parts
    return chance.fraction() * (chance.isHit(0.02) ? 60 : 2)
  }

  #tell(batch: Batch, outcomes: readonly Outcome[]): readonly Outcome[] {
    this.#parts.committed(batch, outcomes, true)
    return outcomes
  }
}
