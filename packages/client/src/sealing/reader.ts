import { readPlainBody } from '@parley/e2ee'
import { type Head, Line } from '@parley/e2ee/membership'
import type { Vault, Opening as VaultOpening } from '@parley/e2ee/vault'
import { type Entry, MembershipChange, type ProfileKey } from '@parley/protocol'
import { bornSealed, Envelope, linesOf, sealedType } from './envelope.ts'
import type { Keyring } from './keyring.ts'
import type { Closed, Opening, ReadEntry } from './opening.ts'
import { isSpeaker } from './roster.ts'
import type { Rosters } from './rosters.ts'
import { Sequences } from './sequences.ts'

export interface ReaderParts {
  readonly keyring: Keyring
  readonly rosters: Rosters
  readonly isSealed: (room: string) => boolean
  /** An entry says that a room is sealed from here on. */
  readonly sealed: (room: string) => void
  /** Told what opens the profile of a member. */
  readonly profile: (user: string, key: ProfileKey) => void
  /** Told what could be opened and what could not. */
  readonly seen: (room: string, entries: readonly ReadEntry[]) => void
}

type Opened = Extract<VaultOpening, { kind: 'opened' }>

/** Openings that are remembered, so that nothing is opened twice in a row. */
const remembered = 5000

const openingName = (room: string, id: string): string => `${room} ${id}`
const toldName = (room: string, id: string, by: string, kind: Entry['kind']): string => `${room} ${id} ${by} ${kind}`
const saysSealed = ({ kind, body }: Entry): boolean =>
  kind === 'membership' && MembershipChange.safeParse(readPlainBody(body)).data?.kind === 'sealed'
const closed = (why: Closed): Opening => ({ kind: 'closed', why })

/** Opens entries with what is known now. It asks nobody and waits for nobody. */
export class Reader {
  readonly #parts: ReaderParts
  readonly #openings = new Map<string, Opening>()
  readonly #told = new Map<string, Envelope>()
  readonly #sequences = new Sequences()

  constructor(parts: ReaderParts) {
    this.#parts = parts
  }

  /** Somebody says what an entry of theirs holds that cannot be opened here. */
  told(room: string, by: string, kind: Entry['kind'], envelope: Envelope): void {
    this.#told.set(toldName(room, envelope.id, by, kind), envelope)
  }

  forget(): void {
    this.#openings.clear()
    this.#told.clear()
    this.#sequences.forget()
  }

  /** The entries with their openings, in the same order. */
  async read(room: string, entries: readonly ReadEntry[]): Promise<readonly ReadEntry[]> {
    if (!this.#parts.isSealed(room) && entries.some(saysSealed)) this.#parts.sealed(room)
    if (!this.#parts.isSealed(room)) return entries
    const read = await Promise.all(entries.map(async (entry) => await this.#withOpening(room, entry)))
    this.#parts.seen(room, read)
    return read
  }

  /** An entry as it could be opened since it was read: what came late to its place is not closed for ever. */
  now(room: string, entry: ReadEntry): ReadEntry {
    const opening = entry.opening?.kind === 'closed' ? this.#openings.get(openingName(room, entry.id)) : undefined
    return opening ? { ...entry, opening } : entry
  }

  async #withOpening(room: string, entry: ReadEntry): Promise<ReadEntry> {
    if (entry.opening?.kind === 'opened') return entry
    const name = openingName(room, entry.id)
    const known = this.#openings.get(name)
    if (known) return { ...entry, opening: known }
    const opening = await this.#open(room, entry)
    if (opening === null) return entry
    if (opening.kind === 'opened') this.#remember(name, opening)
    return { ...entry, opening }
  }

  #remember(name: string, opening: Opening): void {
    this.#openings.set(name, opening)
    const [oldest] = this.#openings.keys()
    if (this.#openings.size > remembered && oldest !== undefined) this.#openings.delete(oldest)
  }

  /** null: the server wrote it, in clear. */
  async #open(room: string, entry: Entry): Promise<Opening | null> {
    const { vault } = this.#parts.keyring
    if (entry.kind === 'membership') return await this.#line(vault, room, entry)
    if (!entry.body.includes('ciphertext')) return this.#clear(room, entry.seq)
    if (!vault) return closed('waiting')
    const { id, sender, at, body } = entry
    const opening = await vault.peek({ id, room, sender, at, body })
    const told = this.#told.get(toldName(room, id, sender, entry.kind))
    if (opening.kind === 'unopened' && !told) return closed(opening.why)
    const envelope = opening.kind === 'opened' ? Envelope.safeParse(opening.content).data : told
    if (!envelope || (opening.kind === 'opened' && opening.type !== sealedType(entry.kind))) return closed('damaged')
    if (envelope.id !== id) return closed('repeated')
    // A key out of a backup does not prove whose it was.
    if (envelope.by !== sender) return closed('not-the-sender')
    if (opening.kind === 'opened' && !this.#isInOrder(room, entry, opening, envelope.head)) return closed('moved')
    this.#parts.rosters.heard(room, envelope.head, sender)
    const roster = this.#parts.rosters.get(room)
    if (!roster || !isSpeaker(roster.state, sender)) return closed('stranger')
    if (envelope.profile) this.#parts.profile(sender, envelope.profile)
    return { kind: 'opened', content: envelope.content }
  }

  /** Whether an entry stands where it was written, as far as the sealing proves an order. */
  #isInOrder(room: string, { seq, sender }: Entry, { device, by }: Opened, head: Head): boolean {
    if (!this.#sequences.fits(`${room} ${by.session}`, seq, by.index)) return false
    const isForward = device === null || this.#sequences.fits(`${room} ${sender} ${device}`, seq, head.index)
    if (!isForward) this.#parts.rosters.wentBack(room, head, sender)
    return true
  }

  /** Only what stood in a room when it was sealed may be clear; where that was, its members say. */
  #clear(room: string, seq: number): Opening {
    const roster = this.#parts.rosters.get(room)
    if (!roster && room.length < bornSealed) return closed('waiting')
    return seq <= (roster?.state.before?.until ?? 0) ? { kind: 'clear' } : closed('unsealed')
  }

  /** A line that says more than the server knows: a name, for example. */
  async #line(vault: Vault | null, room: string, { id, sender, at, body }: Entry): Promise<Opening | null> {
    const change = MembershipChange.safeParse(readPlainBody(body)).data
    if (change?.kind !== 'line' || !change.line || !vault) return null
    const opening = await vault.peek({ id, room: linesOf(room), sender, at, body: change.line.body })
    const line = opening.kind === 'opened' ? Line.safeParse(opening.content).data : null
    return line?.change.kind === 'about' ? { kind: 'opened', content: { v: 1, kind: 'renamed' } } : null
  }
}
