import type { Clock as ClientClock } from '@parley/client'
import type { Clock as ServerClock } from '@parley/server/inside'
import type { Chance } from './chance.ts'
import type { Timetable } from './timetable.ts'

/** When the simulated time begins. */
const beginning = 1_700_000_000_000

/** From the start of a process to its end. Of a process that has ended nothing happens any more. */
export class Life {
  #isOver = false
  readonly #followers: (() => void)[] = []

  get isOver(): boolean {
    return this.#isOver
  }

  end(): void {
    this.#isOver = true
    for (const follow of this.#followers.splice(0)) follow()
  }

  /** Told once it has ended. */
  whenOver(then: () => void): void {
    this.#followers.push(then)
  }
}

/** What the clock on the wall of a machine is off by, in milliseconds. It may jump. */
export interface Wall {
  off: number
}

function timeOf(timetable: Timetable, life: Life, wall: Wall) {
  const after = (ms: number, then: () => void): (() => void) =>
    timetable.after(ms, () => {
      if (!life.isOver) then()
    })
  return {
    now: (): number => Math.floor(beginning + timetable.now + wall.off),
    monotonic: (): number => timetable.now,
    after,
  }
}

export function serverClock(timetable: Timetable, life: Life, wall: Wall): ServerClock {
  const time = timeOf(timetable, life, wall)
  return {
    ...time,
    every(ms, then) {
      let cancel = (): void => undefined
      const again = (): void => {
        cancel = time.after(ms, () => {
          again()
          then()
        })
      }
      again()
      return () => cancel()
    },
  }
}

export function clientClock(timetable: Timetable, life: Life, wall: Wall, chance: Chance): ClientClock {
  return {
    ...timeOf(timetable, life, wall),
    chance: () => chance.fraction(),
    bytes: (count) => chance.bytes(count),
  }
}
