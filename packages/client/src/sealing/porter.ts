import { linkTag, type Membership, provesLink, snapshotOf } from '@parley/e2ee/membership'
import type { Whisper } from '@parley/e2ee/vault'
import { type CommandName, type InputOf, type OutputOf, ParleyError } from '@parley/protocol'
import { type Clock, pause } from '../clock.ts'
import type { Keyring } from './keyring.ts'
import { Knock, knockTypes, type Waiting } from './knock.ts'
import type { Rosters } from './rosters.ts'

export interface PorterParts {
  readonly clock: Clock
  readonly call: <N extends CommandName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>
  readonly keyring: Keyring
  readonly rosters: Rosters
}

/** Somebody who asks to be let in, under the identity that their device has proven. */
interface Asker {
  readonly room: string
  readonly user: string
  readonly key: string
  readonly tag: string
  readonly proof: string
  readonly turn: number
}

type Why = Exclude<Waiting, 'asking'>

/** Milliseconds in which others than the link's maker wait whether somebody else lets them in. */
const [least, spread] = [500, 4_000]
/** So often it is tried again, after so many milliseconds at first, when the connection or a line is missing. */
const [tries, first] = [5, 5_000]

const refusals: Partial<Record<ParleyError['code'], Why>> = { invite_used_up: 'ended', banned: 'banned' }

/** Lets in who came by an invite link, as any member may: whoever proves to hold a link that is open in the room's log. */
export class Porter {
  readonly #parts: PorterParts
  /** Who is being looked at, by room and person. */
  readonly #askers = new Map<string, Asker>()
  /** Whom this device has let in. */
  readonly #admitted = new Set<string>()

  constructor(parts: PorterParts) {
    this.#parts = parts
  }

  forget(): void {
    this.#askers.clear()
    this.#admitted.clear()
  }

  heard({ type, content, from, identity }: Whisper): void {
    const parsed = type === knockTypes.knock ? Knock.safeParse(content) : undefined
    if (!parsed?.success) return
    const asker: Asker = { ...parsed.data, user: from.user, key: identity }
    const name = nameOf(asker)
    if (this.#askers.has(name)) return
    this.#askers.set(name, asker)
    // What it waits for comes by the same way as this did, so nobody waits for its end.
    this.#insist(asker)
      .catch(() => undefined)
      .finally(() => this.#askers.delete(name))
  }

  async #insist(asker: Asker): Promise<void> {
    const { clock } = this.#parts
    for (let at = 0; this.#askers.get(nameOf(asker)) === asker; at += 1) {
      try {
        return await this.#answer(asker)
      } catch (error) {
        if (!(error instanceof ParleyError && error.retryable) || at + 1 >= tries) throw error
        await pause(clock, first * 2 ** at)
      }
    }
  }

  async #answer(asker: Asker): Promise<void> {
    const { keyring, rosters, clock } = this.#parts
    const { room, user } = asker
    const state = await rosters.again(room)
    const me = keyring.owner?.user ?? ''
    if (state.seats.get(me)?.state !== 'joined') return
    if (state.seats.get(user)?.state === 'banned') return await this.#refuse(asker, 'banned')
    const link = await linkNamed(state, asker)
    const seat = state.seats.get(user)
    if (seat?.state === 'joined') {
      const isMine = this.#admitted.has(nameOf(asker)) || asker.turn > 0
      return isMine && link !== null ? await this.#welcome(asker, state, link) : undefined
    }
    const open = link === null ? undefined : state.links.get(link)
    if (link === null || !open || open.expires < clock.now()) return await this.#refuse(asker, 'ended')
    if (!(await provesLink(link, claimOf(asker), asker.proof))) return
    if (open.by !== me) await pause(clock, least + clock.chance() * spread)
    await this.#admit(asker, link)
  }

  async #admit(asker: Asker, link: string): Promise<void> {
    const { keyring, rosters, clock, call } = this.#parts
    const { room, user, key, proof } = asker
    const { seats } = await rosters.again(room)
    const seat = seats.get(user)
    if (seat?.state === 'joined') return
    if ((await keyring.use().freshIdentities([user])).get(user) !== key) return
    // Somebody has invited them by name: they join by themselves, and no use of the link is spent.
    if (seat?.state === 'invited' && seat.key === key)
      return await this.#welcome(asker, await rosters.follow(room), link)
    try {
      const admit = { kind: 'admit', user, key, link, at: clock.now(), proof } as const
      await rosters.change(room, admit, (line) => call('rooms.admit', { room, user, line }))
    } catch (error) {
      const why = error instanceof ParleyError ? refusals[error.code] : undefined
      if (why === undefined) throw error
      return await this.#refuse(asker, why)
    }
    const state = await rosters.follow(room)
    if (state.seats.get(user)?.state !== 'joined') return
    this.#admitted.add(nameOf(asker))
    await this.#welcome(asker, state, link)
  }

  async #welcome({ room, user }: Asker, state: Membership, link: string): Promise<void> {
    const content = { room, link, snapshot: snapshotOf(state) }
    await this.#parts.keyring.use().whisper([{ user }], knockTypes.welcome, content)
  }

  async #refuse({ room, user }: Asker, why: Why): Promise<void> {
    await this.#parts.keyring.use().whisper([{ user }], knockTypes.refusal, { room, why })
  }
}

const nameOf = ({ room, user }: Pick<Asker, 'room' | 'user'>): string => `${room} ${user}`
const claimOf = ({ room, user, key }: Asker) => ({ room, user, key })

/** The link that a tag names: one that is open, or the one by which they came; null: none that this room knows. */
async function linkNamed({ links, seats }: Membership, { user, key, tag }: Asker): Promise<string | null> {
  const seat = seats.get(user)
  const own = seat?.state === 'joined' && seat.key === key && seat.link !== undefined ? [seat.link] : []
  for (const link of seat?.state === 'joined' ? own : links.keys()) if ((await linkTag(link)) === tag) return link
  return null
}
