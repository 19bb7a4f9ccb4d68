import type { Fanout } from '../ports/fanout.ts'
import { type CatchUpParts, tellAnew } from './catch-up.ts'

/**
 * When hints of other nodes were lost, tells everybody anew what stands in no log: rooms and invitations, people,
 * settings, who is there. One connection after the other, since all of them are due at once.
 */
export function keepFresh(fanout: Fanout, parts: CatchUpParts): void {
  let isTelling = false
  let isWanted = false

  async function tellAll(): Promise<void> {
    isWanted = true
    if (isTelling) return
    isTelling = true
    try {
      while (isWanted) {
        isWanted = false
        for (const connection of parts.delivery.all()) await tellAnew(connection, parts)
      }
    } finally {
      isTelling = false
    }
  }

  fanout.watch((reach) => {
    if (reach === 'all') void tellAll()
  })
}
