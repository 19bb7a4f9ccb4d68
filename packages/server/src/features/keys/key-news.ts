import type { House } from '../../house.ts'

/** Milliseconds between looks for changes that nobody gave a hint of. */
const lookEvery = 2000

/**
 * Tells who is connected to this node about changed keys: at once when somebody hints at a change, within two seconds
 * when the hint was lost or a session ended by itself. The storage says what changed, so nothing depends on the hint.
 */
export async function watchKeys({ storage, fanout, delivery, clock }: House): Promise<void> {
  let told = await storage.read('key.head', {})
  let isLooking = false
  let isWanted = false

  async function tell(): Promise<void> {
    for (const { user, change } of await storage.read('key.news', { after: told })) {
      delivery.tell(await storage.read('key.sharers', { user }), { type: 'keys_changed', user, change })
      told = change
    }
  }

  async function look(): Promise<void> {
    isWanted = true
    if (isLooking) return
    isLooking = true
    try {
      while (isWanted) {
        isWanted = false
        await tell()
      }
    } finally {
      isLooking = false
    }
  }

  /** The store is out of reach: the next turn looks again. */
  const later = (): void => undefined
  fanout.subscribe(({ kind }) => {
    if (kind === 'keys' || kind === 'revoked') void look().catch(later)
  })
  clock.every(lookEvery, () => void look().catch(later))
}
