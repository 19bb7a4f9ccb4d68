import type { Stop } from '../client.ts'
import { type Locks, platformLocks } from './messages.ts'

/** What a window does while it leads. */
export interface Leading {
  close(): void | Promise<void>
}

export interface LeadOptions {
  /** One name for all windows of one account on one server. */
  readonly name: string
  /** Starts the engine: called when no other window leads (any more). */
  readonly lead: () => Promise<Leading>
  /** Told when `lead` failed; the next window tries then. */
  readonly failed: (error: unknown) => void
  readonly locks?: Locks | null
}

/**
 * Exactly one window leads, that is, runs the engine, for as long as it lives; the others wait for their turn. Where
 * the platform has no locks each window leads for itself. The answer gives up the lead, or the place in the queue.
 */
export function leadOrFollow({ name, lead, failed, locks = platformLocks() }: LeadOptions): Stop {
  const leave = new AbortController()
  const left = new Promise<void>((resolve) => leave.signal.addEventListener('abort', () => resolve()))
  async function hold(): Promise<void> {
    if (leave.signal.aborted) return
    const leading = await lead()
    await left
    await leading.close()
  }
  const turn = locks ? locks.request(name, { signal: leave.signal }, hold) : hold()
  turn.catch((error: unknown) => {
    if (!leave.signal.aborted) failed(error)
  })
  return () => leave.abort()
}
