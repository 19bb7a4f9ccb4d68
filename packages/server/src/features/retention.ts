import type { House } from '../house.ts'

const day = 86_400_000
/** Milliseconds for which what is dead stays: long enough to answer somebody who asks what became of it. */
const keptFor = 30 * day

/** Deletes dead invites and sessions, at the start and once a day. */
export function watchRetention({ storage, clock, log }: Pick<House, 'storage' | 'clock' | 'log'>): void {
  async function forget(): Promise<void> {
    const before = clock.now() - keptFor
    await storage.apply('invite.forget', { endedBefore: before })
    await storage.apply('session.forget', { revokedBefore: before })
  }
  const turn = (): void => void forget().catch((err: unknown) => log.warn({ err }, 'what is dead was not deleted'))
  clock.every(day, turn)
  turn()
}
