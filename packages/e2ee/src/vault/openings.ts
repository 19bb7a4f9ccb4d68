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
    if (!(await this.#wantsSender(entry.sender, opening))) return opening
    await this.#learn(entry.sender)
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

  /** A key out of a backup opens the words of somebody unknown here, and does not say which of their devices wrote them. */
  async #wantsSender(user: string, opening: Opening): Promise<boolean> {
    if (opening.kind === 'unopened') return opening.why === 'unsigned-sender'
    return opening.device === null && (await this.#machine.getIdentity(userId(user))) === undefined
  }
}
