import type { Event, Member, OutputOf, Profile } from '@parley/protocol'
import type { MembersState } from '../client.ts'
import { type Readable, type Writable, writable } from '../readable.ts'

type Changed = Extract<Event, { readonly type: 'member' }>

const unknown: MembersState = { kind: 'unknown' }
const rank = { owner: 0, moderator: 1, member: 2 } as const
const order = (a: Member, b: Member): number =>
  rank[a.role] - rank[b.role] || a.profile.name.localeCompare(b.profile.name) || (a.profile.id < b.profile.id ? -1 : 1)

/** The list after somebody came, went or changed. Who has left or is banned is not in it. */
export function afterMember(
  members: readonly Member[],
  { profile, role, state }: Omit<Changed, 'type' | 'room'>,
): readonly Member[] {
  const others = members.filter((member) => member.profile.id !== profile.id)
  if (state === 'left' || state === 'banned') return others
  const since = members.find((member) => member.profile.id === profile.id)?.since ?? 0
  return [...others, { profile, role, state, since }].sort(order)
}

/** The members of one room: fetched when somebody looks, kept up to date by events. */
export class Members {
  readonly #fetch: (after: string | null) => Promise<OutputOf<'rooms.members'>>
  readonly #met: (profiles: readonly Profile[]) => void
  readonly #state: Writable<MembersState>
  #isWatched = false

  constructor(
    fetch: (after: string | null) => Promise<OutputOf<'rooms.members'>>,
    met: (profiles: readonly Profile[]) => void,
  ) {
    this.#fetch = fetch
    this.#met = met
    this.#state = writable(unknown, (isWatched) => {
      this.#isWatched = isWatched
      if (isWatched && this.#state.get().kind === 'unknown') void this.#load()
    })
  }

  get state(): Readable<MembersState> {
    return this.#state
  }

  /** The connection is there: whoever looks gets a fresh list. */
  wake(): void {
    if (this.#isWatched) void this.#load()
    else this.#state.set(unknown)
  }

  changed(event: Changed): void {
    this.#state.update((now) => (now.kind === 'known' ? { ...now, members: afterMember(now.members, event) } : now))
  }

  async more(): Promise<void> {
    const now = this.#state.get()
    if (now.kind !== 'known' || !now.more) return
    const last = now.members.at(-1)?.profile.id ?? null
    const page = await this.#fetch(last).catch(() => null)
    if (!page || this.#state.get() !== now) return
    this.#met(page.members.map(({ profile }) => profile))
    this.#state.set({ kind: 'known', members: [...now.members, ...page.members], more: page.more })
  }

  async #load(): Promise<void> {
    if (this.#state.get().kind === 'unknown') this.#state.set({ kind: 'loading' })
    const page = await this.#fetch(null).catch(() => null)
    if (!page) {
      if (this.#state.get().kind === 'loading') this.#state.set(unknown)
      return
    }
    this.#met(page.members.map(({ profile }) => profile))
    this.#state.set({ kind: 'known', members: page.members, more: page.more })
  }
}
