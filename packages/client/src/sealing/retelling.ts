import { sealingDevice } from '@parley/e2ee'
import { readableSince } from '@parley/e2ee/membership'
import type { Whisper } from '@parley/e2ee/vault'
import { type Entry, Id, pageEntries } from '@parley/protocol'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { Envelope, signsOf } from './envelope.ts'
import type { Keyring } from './keyring.ts'
import type { ReadEntry } from './opening.ts'
import type { Rosters } from './rosters.ts'
import { devicesMeant } from './whom-to-ask.ts'

const Ask = z.object({ room: Id, seqs: z.array(z.int().min(1)).min(1).max(pageEntries) })
const Told = z.object({ room: Id, said: z.array(z.object({ kind: z.enum(['message', 'call']), envelope: Envelope })) })
type Said = z.infer<typeof Told>['said'][number]

export interface RetellingParts {
  readonly clock: Clock
  readonly link: () => Link
  readonly keyring: Keyring
  readonly rosters: Rosters
  /** Told what somebody says that they wrote. */
  readonly told: (room: string, by: string, kind: Said['kind'], envelope: Envelope) => void
  readonly mended: (room: string) => void
}

/** Characters of one answer, so that it fits an inbox when it is sealed. */
const answerMost = 24_000
/** Milliseconds between two new keys for a room because somebody lacked the present one. */
const renewEvery = 60_000

/**
 * Whoever lacks the key of an entry asks its writer, who says it again to that device alone: to members only, and only
 * what was written since they came in, or since the room has made it visible to whoever comes.
 */
export class Retelling {
  readonly #parts: RetellingParts
  readonly #renewedAt = new Map<string, number>()

  constructor(parts: RetellingParts) {
    this.#parts = parts
  }

  /** At first the device is asked that has sealed it, then all of its person's. @param turn how often was asked before */
  async ask(room: string, entries: readonly ReadEntry[], turn: number): Promise<void> {
    const vault = this.#parts.keyring.use()
    const deviceOf = ({ body }: ReadEntry): string | null => (turn === 0 ? sealingDevice(body) : null)
    for (const theirs of Map.groupBy(entries, (entry) => `${entry.sender} ${deviceOf(entry)}`).values()) {
      const [first] = theirs
      if (!first) continue
      const seqs = theirs.map(({ seq }) => seq).slice(0, pageEntries)
      await vault.whisper([devicesMeant(first.sender, deviceOf(first))], 'parley.ask', { room, seqs })
    }
  }

  async heard(whisper: Whisper): Promise<void> {
    if (whisper.type === 'parley.ask') await this.#answer(whisper)
    if (whisper.type === 'parley.told') this.#take(whisper)
  }

  #take({ content, from }: Whisper): void {
    const parsed = Told.safeParse(content)
    if (!parsed.success) return
    const { room, said } = parsed.data
    for (const { kind, envelope } of said) this.#parts.told(room, from.user, kind, envelope)
    this.#parts.mended(room)
  }

  async #answer({ content, from, identity }: Whisper): Promise<void> {
    const { keyring, rosters } = this.#parts
    const parsed = Ask.safeParse(content)
    const state = parsed.success ? rosters.get(parsed.data.room)?.state : undefined
    const seat = state?.seats.get(from.user)
    if (!parsed.success || !state || seat?.state !== 'joined' || seat.key !== identity) return
    const { room, seqs } = parsed.data
    const said = await this.#own(room, new Set(seqs), readableSince(state, from.user) ?? seat.since)
    const vault = keyring.use()
    for (const part of parts(said)) await vault.whisper([from], 'parley.told', { room, said: part })
    const now = this.#parts.clock.monotonic()
    if (now - (this.#renewedAt.get(room) ?? Number.NEGATIVE_INFINITY) < renewEvery) return
    this.#renewedAt.set(room, now)
    // They lack the present keys too: what comes next comes with new ones.
    await vault.renewKey(room)
    await vault.renewKey(signsOf(room))
  }

  /** What this person wrote there, as far as it was written for whoever may read from `since` on. */
  async #own(room: string, seqs: ReadonlySet<number>, since: number): Promise<readonly Said[]> {
    const { keyring, link } = this.#parts
    const at = { kind: 'after', seq: Math.min(...seqs) - 1 } as const
    const { entries } = await link().call('messages.history', { room, at, limit: pageEntries })
    const mine = entries.filter(({ seq, sender }) => seqs.has(seq) && sender === keyring.owner?.user)
    const said = await Promise.all(mine.map(async (entry) => await this.#said(room, entry, since)))
    return said.filter((one) => one !== null)
  }

  async #said(room: string, { id, kind, sender, at, body }: Entry, since: number): Promise<Said | null> {
    if (kind === 'membership') return null
    const opening = await this.#parts.keyring.use().peek({ id, room, sender, at, body })
    const envelope = opening.kind === 'opened' ? Envelope.safeParse(opening.content).data : undefined
    return envelope && envelope.id === id && envelope.head.index >= since ? { kind, envelope } : null
  }
}

function parts(said: readonly Said[]): readonly (readonly Said[])[] {
  const all: Said[][] = []
  let size = answerMost
  for (const one of said) {
    const characters = JSON.stringify(one).length
    if (size + characters > answerMost) {
      all.push([])
      size = 0
    }
    all.at(-1)?.push(one)
    size += characters
  }
  return all
}
