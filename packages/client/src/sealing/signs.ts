import { Lanes, sealingDevice } from '@parley/e2ee'
import type { Unopened } from '@parley/e2ee/vault'
import { SealedMarks, SealedTyping } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import { signsOf } from './envelope.ts'
import type { Keyring } from './keyring.ts'
import type { Readers } from './readers.ts'
import type { Rosters } from './rosters.ts'
import type { SignRepairs } from './sign-repairs.ts'

export interface SignsParts {
  readonly clock: Clock
  readonly keyring: Keyring
  readonly rosters: Rosters
  readonly readers: Readers
  readonly repairs: SignRepairs
}

/** Reasons that end when a key comes. */
const lacks: readonly Unopened[] = ['no-key', 'key-too-late', 'withheld']

const contents = { marks: SealedMarks, typing: SealedTyping }
interface Contents {
  readonly marks: SealedMarks
  readonly typing: SealedTyping
}

/** What was sealed, and by which device. */
export interface OpenedSign<T> {
  readonly content: T
  readonly device: string
}

/** Values that one key seals: its readers are told a key, and keep it, for each. */
const most = 10_000

/** Values beside the log of a sealed room, of which the last one counts: marks, and who types. */
export class Signs {
  readonly #parts: SignsParts
  readonly #lanes = new Lanes()
  /** People who were looked up without their device becoming known. */
  readonly #unsigned = new Set<string>()

  constructor(parts: SignsParts) {
    this.#parts = parts
  }

  /** There is a connection again: whoever was unknown may be known. */
  wake(): void {
    this.#unsigned.clear()
  }

  /** Sealed for the readers of a room, in the order of the calls. Rejects when it is not certain who they are. */
  seal<K extends keyof Contents>(room: string, kind: K, content: Contents[K]): Promise<string> {
    const { keyring, readers } = this.#parts
    return this.#lanes.run(room, async () => {
      const { users } = await readers.of(room)
      return await keyring.use().seal(signsOf(room), users, `parley.${kind}`, content, { most })
    })
  }

  /** What a member sealed. null: it cannot be opened now, is something else, or was not sealed by a member. */
  async open<K extends keyof Contents>(
    room: string,
    user: string,
    kind: K,
    body: string,
  ): Promise<OpenedSign<Contents[K]> | null> {
    const { clock, keyring, rosters } = this.#parts
    const { vault } = keyring
    if (!vault || rosters.get(room)?.state.seats.get(user)?.state !== 'joined') return null
    const value = { id: null, room: signsOf(room), sender: user, at: clock.now(), body }
    const isKnown = !this.#unsigned.has(user)
    const opening = await (isKnown ? vault.openEntry(value).catch(() => null) : vault.peek(value))
    const sealedBy = sealingDevice(body)
    if (opening?.kind === 'unopened') {
      if (opening.why === 'unsigned-sender') this.#unsigned.add(user)
      if (lacks.includes(opening.why) && sealedBy !== null) this.#parts.repairs.lacking(room, user, sealedBy)
    }
    if (opening?.kind !== 'opened' || opening.device === null || opening.type !== `parley.${kind}`) return null
    this.#parts.repairs.opened(room, opening.device)
    const content = contents[kind].safeParse(opening.content).data as Contents[K] | undefined
    return content ? { content, device: opening.device } : null
  }
}
