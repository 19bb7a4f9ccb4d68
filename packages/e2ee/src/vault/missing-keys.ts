import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm'
import { readSealed } from './ciphertext.ts'
import type { Opening, SealedEntry } from './sealed-entry.ts'

/** Reasons that end when a key comes. */
const lacks: readonly string[] = ['no-key', 'key-too-late', 'withheld']
/** Keys that are remembered as missing. */
const most = 1000

/** What could not be opened for want of a key: one entry for each. */
export class MissingKeys {
  readonly #entries = new Map<string, SealedEntry>()

  get size(): number {
    return this.#entries.size
  }

  seen(entry: SealedEntry, opening: Opening): void {
    const session = readSealed(entry.body)?.session
    const name = `${entry.room} ${session}`
    if (opening.kind === 'opened') this.#entries.delete(name)
    else if (session !== undefined && lacks.includes(opening.why) && this.#entries.size < most)
      this.#entries.set(name, entry)
  }

  /** All of them; they are forgotten here. */
  take(): readonly SealedEntry[] {
    const entries = [...this.#entries.values()]
    this.#entries.clear()
    return entries
  }
}

/** The library asks own devices for each key that it misses; here it does so only during a piece of work. */
export async function requestingKeys(machine: OlmMachine, work: () => Promise<void>): Promise<void> {
  machine.roomKeyRequestsEnabled = true
  try {
    await work()
  } finally {
    machine.roomKeyRequestsEnabled = false
  }
}
