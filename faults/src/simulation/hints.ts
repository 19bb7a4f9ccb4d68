import type { Fanout, Hint, Reach } from '@parley/server/inside'
import type { Chance } from './chance.ts'
import { Lane } from './lane.ts'
import type { Life } from './life.ts'
import { Pipe } from './pipe.ts'
import type { Timetable } from './timetable.ts'

/** Milliseconds without the others after which a node knows that it does not hear them (C13), and to hear them again. */
const silence = 1500
const again = 500

interface Member {
  readonly life: Life
  readonly hear: (hint: Hint) => void
  /** Hints of others were lost on the way. */
  readonly missed: () => void
  readonly reaches: (reach: Reach) => void
  readonly pipes: Map<Member, Pipe<Hint>>
}

/** What nodes tell each other: in order from each of them, some time later, and now and then not at all. */
export class Hints {
  readonly #timetable: Timetable
  readonly #chance: Chance
  readonly #lane = new Lane()
  #members: Member[] = []
  #isDown = false
  #losing = 0

  constructor(timetable: Timetable, chance: Chance) {
    this.#timetable = timetable
    this.#chance = chance
  }

  /** The next so many are lost. */
  lose(count: number): void {
    this.#losing = count
  }

  /** Nobody hears anybody else for a while. */
  fail(ms: number): void {
    if (this.#isDown) return
    this.#isDown = true
    this.#timetable.after(silence, () => {
      if (this.#isDown) for (const member of this.#members) member.reaches('self')
    })
    this.#timetable.after(ms, () => {
      this.#isDown = false
      this.#timetable.after(again, () => {
        if (!this.#isDown) for (const member of this.#members) member.reaches('all')
      })
    })
  }

  /** The fan-out of one node, for as long as it lives. */
  join(life: Life, failed: (error: unknown) => void): Fanout {
    const receivers: ((hint: Hint) => void)[] = []
    const watchers: ((reach: Reach) => void)[] = []
    let reach: Reach = 'all'
    let isTold = true
    const hear = (hint: Hint): void => {
      for (const receive of receivers) {
        try {
          receive(hint)
        } catch (error) {
          failed(error)
        }
      }
    }
    const reaches = (next: Reach): void => {
      if (life.isOver || (next === reach && isTold)) return
      reach = next
      isTold = true
      for (const changed of watchers) changed(next)
    }
    const missed = (): void => {
      if (!isTold) return
      isTold = false
      if (!this.#isDown) this.#timetable.after(again, () => reaches(reach))
    }
    const member: Member = { life, hear, missed, reaches, pipes: new Map() }
    this.#members = [...this.#members.filter((other) => !other.life.isOver), member]
    return {
      publish: (hint) => {
        if (life.isOver) return
        hear(hint)
        for (const other of this.#members) if (other !== member && !other.life.isOver) this.#carry(member, other, hint)
      },
      replay: hear,
      subscribe: (receive) => receivers.push(receive),
      get reach() {
        return reach
      },
      watch: (changed) => watchers.push(changed),
      async [Symbol.asyncDispose]() {},
    }
  }

  #carry(from: Member, to: Member, hint: Hint): void {
    const isLost = this.#losing > 0
    if (isLost) this.#losing -= 1
    if (isLost || this.#isDown) {
      to.missed()
      return
    }
    const arrived = (what: Hint): void => {
      if (!to.life.isOver) to.hear(what)
    }
    const pipe = from.pipes.get(to) ?? new Pipe(this.#timetable, this.#lane, () => this.#chance.fraction() * 4, arrived)
    from.pipes.set(to, pipe)
    pipe.send(hint, 0)
  }
}
