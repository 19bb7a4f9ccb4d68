import type { Whisper } from '@parley/e2ee/vault'
import { Id } from '@parley/protocol'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { signsOf } from './envelope.ts'
import type { Keyring } from './keyring.ts'
import type { Rosters } from './rosters.ts'
import { devicesMeant } from './whom-to-ask.ts'

const Ask = z.object({ room: Id })

export interface SignRepairsParts {
  readonly clock: Clock
  readonly keyring: Keyring
  readonly rosters: Rosters
  /** Seals and tells the own marks of a room once more. */
  readonly tellAgain: (room: string) => void
}

interface Case {
  /** Devices that have sealed what is closed, and whose they are. */
  readonly writers: Map<string, string>
  tries: number
}

/** Milliseconds before own devices are asked, and before the writers are; each further pause is twice as long. */
const first = 50
const next = 2_000
/** Milliseconds after which it looks again whether what lay in the inbox has been taken in. */
const patience = 500
/** How often is asked. Whoever is away finds it in their inbox, and more of the same would help nobody. */
const mostTries = 5
/** Milliseconds between two new keys for a room's signs because somebody lacked the present one. */
const renewEvery = 60_000
/** Milliseconds between two tellings of a room's marks because somebody lacked their key. */
const tellEvery = 1_000

/** Looks for keys of signs that are missing: own devices are asked first, then those that sealed them say them again. */
export class SignRepairs {
  readonly #parts: SignRepairsParts
  readonly #cases = new Map<string, Case>()
  /** When a key was renewed and marks were told again last, by room. */
  readonly #doneAt = new Map<string, number>()

  constructor(parts: SignRepairsParts) {
    this.#parts = parts
  }

  forget(): void {
    this.#cases.clear()
    this.#doneAt.clear()
  }

  /** There is a connection again: what is closed still is asked for from the beginning. */
  wake(): void {
    this.#cases.clear()
  }

  /** A key was missing for what a device has sealed. */
  lacking(room: string, user: string, device: string): void {
    const known = this.#cases.get(room)
    const isAsking = known && (known.tries < mostTries || known.writers.has(device))
    const one = isAsking ? known : { writers: new Map(known?.writers), tries: 0 }
    one.writers.set(device, user)
    if (isAsking) return
    this.#cases.set(room, one)
    this.#later(room, one, first)
  }

  /** Something that a device has sealed is open. */
  opened(room: string, device: string): void {
    const one = this.#cases.get(room)
    one?.writers.delete(device)
    if (one?.writers.size === 0) this.#cases.delete(room)
  }

  /** Only members are answered, and what they hear is what everybody in the room does. */
  async heard({ type, content, from, identity }: Whisper): Promise<void> {
    const parsed = type === 'parley.signs' ? Ask.safeParse(content) : null
    if (!parsed?.success) return
    const { room } = parsed.data
    const seat = this.#parts.rosters.get(room)?.state.seats.get(from.user)
    if (seat?.state !== 'joined' || seat.key !== identity) return
    if (this.#isDue(`key ${room}`, renewEvery)) await this.#parts.keyring.use().renewKey(signsOf(room))
    if (this.#isDue(`mark ${room}`, tellEvery)) this.#parts.tellAgain(room)
  }

  #isDue(what: string, every: number): boolean {
    const now = this.#parts.clock.monotonic()
    if (now - (this.#doneAt.get(what) ?? Number.NEGATIVE_INFINITY) < every) return false
    this.#doneAt.set(what, now)
    return true
  }

  /** @param mark of what lay in the inbox when it was time to ask */
  #later(room: string, one: Case, wait: number, mark?: () => boolean): void {
    const { clock, keyring } = this.#parts
    clock.after(wait, () => {
      if (this.#cases.get(room) !== one) return
      const isTakenIn = mark ?? keyring.markInbox()
      if (isTakenIn()) void this.#ask(room, one)
      else this.#later(room, one, patience, isTakenIn)
    })
  }

  async #ask(room: string, one: Case): Promise<void> {
    const { vault } = this.#parts.keyring
    one.tries += 1
    try {
      if (one.tries === 1) await vault?.askForKeys()
      else {
        const writers = Array.from(one.writers, ([device, user]) => devicesMeant(user, device))
        await vault?.whisper(writers, 'parley.signs', { room })
      }
    } catch {
      // Offline, or a device that is gone: after the pause, or with the next connection.
    }
    if (one.tries < mostTries) this.#later(room, one, next * 2 ** (one.tries - 1))
  }
}
