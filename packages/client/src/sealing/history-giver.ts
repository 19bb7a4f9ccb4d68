import type { Whisper } from '@parley/e2ee/vault'
import { ParleyError, toBase64url } from '@parley/protocol'
import { type Clock, pause } from '../clock.ts'
import { HistoryWanted, historyTypes, pieceBytes, piecesMost } from './history-bundle.ts'
import type { Keyring } from './keyring.ts'
import type { Rosters } from './rosters.ts'

export interface HistoryGiverParts {
  readonly clock: Clock
  readonly keyring: Keyring
  readonly rosters: Rosters
}

/** Milliseconds between two bundles for one person and room. */
const every = 3_000
/** So often a piece is sent again, after so many milliseconds at first, when the server is busy or away. */
const [tries, first] = [6, 1_000]

/**
 * Hands the keys of what was said on to members who came later, where the room's own log says that they may read it.
 * What the server says about it plays no part.
 */
export class HistoryGiver {
  readonly #parts: HistoryGiverParts
  /** When somebody got a bundle last, by room and person. */
  readonly #gave = new Map<string, number>()

  constructor(parts: HistoryGiverParts) {
    this.#parts = parts
  }

  forget(): void {
    this.#gave.clear()
  }

  heard(whisper: Whisper): void {
    const parsed = whisper.type === historyTypes.wanted ? HistoryWanted.safeParse(whisper.content) : undefined
    if (!parsed?.success) return
    const { room } = parsed.data
    const name = `${room} ${whisper.from.user}`
    const now = this.#parts.clock.monotonic()
    if (now - (this.#gave.get(name) ?? Number.NEGATIVE_INFINITY) < every) return
    this.#gave.set(name, now)
    // What it waits for comes by the same way as this did, so nobody waits for its end.
    this.#give(room, whisper).catch(() => undefined)
  }

  async #give(room: string, { from, identity }: Whisper): Promise<void> {
    if (!(await this.#mayRead(room, from.user, identity))) return
    const { keyring, clock } = this.#parts
    const vault = keyring.use()
    const id = toBase64url(clock.bytes(16))
    const bundle = await vault.handOn(room, { user: from.user, identity }, id)
    if (!bundle) return await vault.whisper([from], historyTypes.piece, { room, id, n: 0, of: 0, data: '' })
    const of = Math.ceil(bundle.sealed.length / pieceBytes)
    if (of > piecesMost) return
    const devices = await vault.devicesOf(from.user)
    for (let n = 0; n < of; n += 1) {
      const data = toBase64url(bundle.sealed.subarray(n * pieceBytes, (n + 1) * pieceBytes))
      // One device at a time: a piece fills a frame.
      for (const device of devices) await this.#send({ user: from.user, device }, { room, id, n, of, data })
    }
  }

  /** Whether somebody is in the room, as its log says now, and the room lets newcomers read what was said. */
  async #mayRead(room: string, user: string, identity: string): Promise<boolean> {
    const { keyring, rosters } = this.#parts
    const state = await rosters.again(room)
    const { fork, ahead } = rosters.get(room) ?? {}
    const [seat, own] = [state.seats.get(user), state.seats.get(keyring.owner?.user ?? '')]
    const isMember = seat?.state === 'joined' && seat.key === identity && own?.state === 'joined'
    return isMember && state.policy.history === 'shared' && !fork && !ahead
  }

  async #send(to: { readonly user: string; readonly device: string }, content: unknown): Promise<void> {
    const { keyring, clock } = this.#parts
    for (let at = 1; ; at += 1) {
      try {
        return await keyring.use().whisper([to], historyTypes.piece, content)
      } catch (error) {
        if (!(error instanceof ParleyError && error.retryable) || at >= tries) throw error
        await pause(clock, first * 2 ** (at - 1))
      }
    }
  }
}
