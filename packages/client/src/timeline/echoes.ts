import type { Outgoing } from '../outbox/outbox.ts'
import { echoOf } from './item.ts'
import type { TimelineItem } from './timeline.ts'

interface Echo {
  readonly outgoing: Outgoing
  readonly item: TimelineItem
}

/** Waiting and flying look the same. */
const looksLike = (a: Outgoing, b: Outgoing): boolean => {
  if (a.state === b.state) return true
  const isOnItsWay = ({ state }: Outgoing): boolean => state.kind === 'waiting' || state.kind === 'flying'
  return isOnItsWay(a) && isOnItsWay(b)
}

/** The lines of what is on its way. A line keeps its identity until it looks different. */
export class Echoes {
  #echoes: ReadonlyMap<string, Echo> = new Map()

  of(outgoing: readonly Outgoing[], sender: string): readonly TimelineItem[] {
    const before = this.#echoes
    const echoes = outgoing.map((next): Echo => {
      const known = before.get(next.id)
      const item = known && looksLike(known.outgoing, next) ? known.item : echoOf(next, sender)
      return { outgoing: next, item }
    })
    this.#echoes = new Map(echoes.map((echo) => [echo.outgoing.id, echo]))
    return echoes.map(({ item }) => item)
  }
}
