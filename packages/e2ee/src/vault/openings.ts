import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm'
import { MissingKeys, requestingKeys } from './missing-keys.ts'
import { userId } from './names.ts'
import { Replays } from './replays.ts'
import { type Opening, openSealed, type SealedEntry } from './sealed-entry.ts'

/** What was opened, and what is missing for the rest. */
export class Openings {
  readonly #machine: OlmMachine
  /** Asks the server for somebody's keys. */
  readonly #learn: (user: string) => Promise<void>
  readonly #replays = new Replays()
  readonly #missing = new MissingKeys()
  /** Senders whose keys were here when their words were looked at once more. */
  readonly #met = new Set<string>()

  constructor(machine: OlmMachine, learn: (user: string) => Promise<void>) {
    this.#machine = machine
    this.#learn = learn
  }

  /** Whether a key was missing since keys were asked for. */
  get isShortOfKeys(): boolean {
    return this.#missing.size > 0
  }

  /** Opens an entry. Looks for the keys of a sender that it does not know yet. */
  async open(entry: SealedEntry): Promise<Opening> {
    const opening = await this.peek(entry)
    if (!this.#lacksSender(entry.sender, opening)) return opening
    await this.#meet(entry.sender, opening)
    return await this.peek(entry)
  }

  /** The same with what is known now: nobody is asked. */
  async peek(entry: SealedEntry): Promise<Opening> {
    const opening = await openSealed(this.#machine, this.#replays, entry)
    this.#missing.seen(entry, opening)
    return opening
  }

  /** Has the library request what was missing from the other own devices; the requests leave with the pump. */
  async requestKeys(): Promise<void> {
    const missing = this.#missing.take()
    await requestingKeys(this.#machine, async () => {
      for (const entry of missing) await openSealed(this.#machine, this.#replays, entry)
    })
  }

  /**
   * Whether it may be known by whom an entry is once the sender's keys are here. A key out of a backup opens the words
   * of somebody unknown here, and does not say which of their devices wrote them.
   */
  #lacksSender(user: string, opening: Opening): boolean {
    if (opening.kind === 'unopened') return opening.why === 'unsigned-sender'
    return opening.device === null && !this.#met.has(user)
  }

  /** Whoever opened something else by the same person may have asked meanwhile: then their keys are here already. */
  async #meet(user: string, opening: Opening): Promise<void> {
    const isKnown = opening.kind === 'opened' && (await this.#machine.getIdentity(userId(user))) !== undefined
    if (!isKnown) await this.#learn(user)
    if (opening.kind === 'opened') this.#met.add(user)
  }
}
