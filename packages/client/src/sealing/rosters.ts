import { Lanes, readPlainBody } from '@parley/e2ee'
import {
  type Change,
  compareHeads,
  found,
  Genesis,
  type Head,
  headOf,
  isVouched,
  type Line,
  type Membership,
  type Opened,
  openLine,
  roomIdOf,
  step,
} from '@parley/e2ee/membership'
import type { Vault } from '@parley/e2ee/vault'
import { MembershipChange, type OutputOf, ParleyError, pageEntries, type SealedLine } from '@parley/protocol'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { put, remove, type Store } from '../store/store.ts'
import { linesOf } from './envelope.ts'
import type { Keyring } from './keyring.ts'
import { codeOf } from './refusals.ts'
import { joinedIn, lineReaders, movedTo, type Roster, rosterOf } from './roster.ts'

export interface RostersParts {
  readonly store: Store
  readonly clock: Clock
  readonly link: () => Link
  readonly keyring: Keyring
  /** Told when more is known about who is in a room, or less is certain. */
  readonly changed: (room: string) => void
  /** Told when this device follows a room from before for the first time. */
  readonly begun: (room: string) => void
  /** Told when this device has written a line. */
  readonly wrote: (room: string) => void
  /** Told when a line cannot be opened, so that nothing after it is known. */
  readonly stuck: (room: string) => void
}

type SentLine = OutputOf<'rooms.lines'>['lines'][number]

/** Reasons that may end: the line is looked at again. All others are what they are, for everybody alike. */
const mayEnd = ['no-key', 'key-too-late', 'withheld', 'unsigned-sender']
/** Milliseconds in which whoever wrote a line, or invited me, may have said how the room is. */
const patience = 10_000
/** So often a change is written anew because somebody else was faster. */
const tries = 5

/** Who is in each sealed room, as the room's own lines say. */
export class Rosters {
  readonly #parts: RostersParts
  readonly #rosters = new Map<string, Roster>()
  /** The last index that the server or an entry has mentioned. */
  readonly #known = new Map<string, number>()
  readonly #lanes = new Lanes()
  /** Lines that their writers have said again, by room, index and writer. */
  readonly #told = new Map<string, { readonly content: unknown; readonly byKey: string }>()
  /** The line after which nothing is known, by room. */
  readonly #stuck = new Map<string, SentLine>()
  /** Whoever waits for more to be known. */
  readonly #waiting: (() => void)[] = []

  constructor(parts: RostersParts) {
    this.#parts = parts
  }

  async load(): Promise<void> {
    this.forget()
    for (const { place, value } of await this.#parts.store.list('rosters', ''))
      this.#rosters.set(String(place), value as Roster)
  }

  forget(): void {
    this.#rosters.clear()
    this.#known.clear()
    this.#told.clear()
    this.#stuck.clear()
  }

  /** The line that cannot be opened; null: the log can be followed. */
  stuckAt(room: string): SentLine | null {
    return this.#stuck.get(room) ?? null
  }

  /** A member says which line they wrote under an index. */
  told(room: string, index: number, by: { readonly user: string; readonly key: string }, content: unknown): void {
    this.#told.set(`${room} ${index} ${by.user}`, { content, byKey: by.key })
  }

  get(room: string): Roster | null {
    return this.#rosters.get(room) ?? null
  }

  /** Whether somebody is a member of any of the rooms. */
  isAnywhere(user: string): boolean {
    return [...this.#rosters.values()].some(({ state }) => state.seats.get(user)?.state === 'joined')
  }

  /** Everybody who is in any of the rooms. */
  everybody(): ReadonlySet<string> {
    return new Set([...this.#rosters.values()].flatMap(({ state }) => joinedIn(state)))
  }

  /** Somebody mentioned lines of a room up to an index. */
  noticed(room: string, lines: number): void {
    this.#known.set(room, Math.max(lines, this.#known.get(room) ?? 0))
    if ((this.#rosters.get(room)?.state.seen ?? -1) < lines) void this.follow(room).catch(() => undefined)
  }

  drop(room: string): void {
    this.#rosters.delete(room)
    this.#known.delete(room)
    this.#parts.store.write([remove('rosters', '', room)], 'relaxed').catch(() => undefined)
  }

  /**
   * A state from somebody who is trusted with it, where the own one is missing or has come to a stop. false: it says
   * nothing new.
   */
  adopt(room: string, state: Membership): boolean {
    const known = this.#rosters.get(room)
    if (known && known.state.seen >= state.seen) return false
    this.#keep(room, known ? movedTo(known, state) : rosterOf(state))
    void this.follow(room).catch(() => undefined)
    return true
  }

  /** The room as soon as it is known here, if that is within so many milliseconds. */
  async whole(room: string, patience: number): Promise<Membership> {
    const { clock } = this.#parts
    const end = clock.monotonic() + patience
    for (;;) {
      try {
        return await this.follow(room)
      } catch (error) {
        const left = end - clock.monotonic()
        if (!(error instanceof ParleyError) || error.code !== 'room_incomplete' || left <= 0) throw error
        await new Promise<void>((resolve) => {
          const cancel = clock.after(left, resolve)
          this.#waiting.push(() => {
            cancel()
            resolve()
          })
        })
      }
    }
  }

  /** There may be lines that nobody has mentioned: whoever wants to know the room next looks. */
  outdated(room: string): void {
    this.#known.set(room, Math.max(this.#known.get(room) ?? 0, (this.get(room)?.state.seen ?? 0) + 1))
  }

  /** Looks whether there are lines that nobody has mentioned. */
  async again(room: string): Promise<Membership> {
    this.outdated(room)
    return await this.follow(room)
  }

  /** The keys are open, or there is a connection again. */
  wake(): void {
    for (const [room, lines] of this.#known) this.noticed(room, lines)
  }

  /** Keys have come: those of a room's lines are of use here. */
  keysCame(names: readonly string[]): void {
    for (const [room, lines] of this.#known) if (names.includes(linesOf(room))) this.noticed(room, lines)
  }

  /**
   * The room as it is now. Rejects with `room_incomplete` where a line cannot be opened yet, and with what the link
   * says where the server cannot be reached.
   */
  follow(room: string): Promise<Membership> {
    return this.#lanes.run(room, async () => {
      const vault = this.#parts.keyring.use()
      for (;;) {
        const roster = this.#rosters.get(room)
        const { seen } = roster?.state ?? { seen: 0 }
        const known = this.#known.get(room) ?? 0
        if (roster && seen >= known) return roster.state
        const page = await this.#parts.link().call('rooms.lines', { room, after: seen })
        if (roster) await this.#compareBeginning(room, roster, page.genesis)
        const begun = roster?.state ?? (await this.#begin(room, page.genesis))
        const state = await this.#fold(vault, begun, page.lines)
        // Somebody has told more meanwhile; that must not be put back.
        if (this.#rosters.get(room) !== roster) continue
        // Before that, nobody stands by how the room begins.
        if (isVouched(state)) this.#keep(room, roster ? movedTo(roster, state) : rosterOf(state))
        const next = page.lines.find(({ index }) => index > state.seen)
        if (next) {
          this.#stuck.set(room, next)
          this.#parts.stuck(room)
          throw new ParleyError('room_incomplete')
        }
        this.#stuck.delete(room)
        // Whoever sealed it speaks of another beginning, or nobody speaks at all.
        if (!isVouched(state)) throw new ParleyError(state.seen > 0 ? 'room_forked' : 'room_incomplete')
        const isEnd = !page.more || page.lines.length === 0
        // What was mentioned meanwhile is still to be looked for.
        if (isEnd && (this.#known.get(room) ?? 0) === known) this.#known.set(room, state.seen)
      }
    })
  }

  /**
   * Writes a change into the membership log, together with whatever carries it to the server. Rejects with the error of
   * the room's own rules before anything is sent, and with `room_set_back` where the server has lost lines.
   */
  async change<T>(room: string, change: Change, send: (line: SealedLine) => Promise<T>): Promise<T> {
    for (let at = 1; ; at += 1) {
      const { line } = await this.#next(room, change)
      try {
        const answer = await send(line)
        this.#known.set(room, Math.max(line.index, this.#known.get(room) ?? 0))
        // It is written. Whoever has left by it cannot follow it any more.
        await this.follow(room).catch(() => undefined)
        this.#parts.wrote(room)
        return answer
      } catch (error) {
        if (!(error instanceof ParleyError) || error.code !== 'stale' || at >= tries) throw error
        if (await this.#isSetBack(room)) throw new ParleyError('room_set_back')
        this.#known.set(room, Math.max(line.index, this.#known.get(room) ?? 0))
      }
    }
  }

  /** Whether the server lacks a line that was followed here: its store has become an older one. */
  async #isSetBack(room: string): Promise<boolean> {
    const seen = this.get(room)?.state.seen ?? 0
    if (seen === 0) return false
    const { lines } = await this.#parts.link().call('rooms.lines', { room, after: seen - 1 })
    return lines.length === 0
  }

  /** The line that makes a change. What has happened a moment ago may not have been mentioned here yet. */
  async #next(room: string, change: Change): Promise<{ readonly line: SealedLine }> {
    const state = await this.whole(room, patience)
    try {
      return await this.written(state, change)
    } catch (error) {
      const now = await this.again(room)
      if (now.seen === state.seen) throw error
      return await this.written(now, change)
    }
  }

  /** What a head that came with somebody's words says about what this device was shown. */
  heard(room: string, theirs: Head, by: string): void {
    const roster = this.#rosters.get(room)
    if (!roster || roster.fork || roster.state.seats.get(by)?.state !== 'joined') return
    const comparison = compareHeads(roster.state, theirs)
    if (comparison === 'forked') {
      const ours = roster.state.heads.find(({ index }) => index === theirs.index) ?? headOf(roster.state)
      this.#keep(room, { ...roster, fork: { ours, theirs, by } })
    }
    if (comparison !== 'ahead' || theirs.index <= roster.state.seen) return
    if (theirs.index > (roster.ahead?.index ?? 0)) this.#keep(room, { ...roster, ahead: { index: theirs.index, by } })
    this.noticed(room, theirs.index)
  }

  /** A device that named a later head before names an earlier one now: it is shown a room that went back. */
  wentBack(room: string, theirs: Head, by: string): void {
    const roster = this.#rosters.get(room)
    if (roster && !roster.fork) this.#keep(room, { ...roster, fork: { ours: headOf(roster.state), theirs, by } })
  }

  async #begin(room: string, genesis: string | null): Promise<Membership> {
    const parsed = Genesis.safeParse(readPlainBody(genesis ?? ''))
    const state = parsed.success ? await found(room, parsed.data) : null
    if (!state) throw new ParleyError('room_forked')
    if (parsed.data?.before && parsed.data.policy.invite === 'owner') await this.#refuseStrangers(room, state)
    return state
  }

  /** Nobody comes into a direct message later: who was never in it before cannot be in it when it is sealed. */
  async #refuseStrangers(room: string, { seats }: Membership): Promise<void> {
    const at = { kind: 'after', seq: 0 } as const
    const { entries } = await this.#parts.link().call('messages.history', { room, at, limit: pageEntries })
    const came = new Set<string>()
    for (const { kind, body } of entries) {
      const change = kind === 'membership' ? MembershipChange.safeParse(readPlainBody(body)).data : undefined
      if (change?.kind === 'joined') came.add(change.user)
    }
    if ([...seats.keys()].some((user) => !came.has(user))) throw new ParleyError('stranger_in_room')
  }

  /** The hash of a room from before is not its id: the one that was seen first stays the one. */
  async #compareBeginning(room: string, roster: Roster, genesis: string | null): Promise<void> {
    const ours = roster.state.heads[0]
    if (!roster.state.before || ours?.index !== 0) return
    const parsed = Genesis.safeParse(readPlainBody(genesis ?? ''))
    const hash = parsed.success ? await roomIdOf(parsed.data) : ''
    if (hash === ours.hash) return
    this.#keep(room, { ...roster, fork: { ours, theirs: { index: 0, hash }, by: null } })
    throw new ParleyError('room_forked')
  }

  async #fold(vault: Vault, begun: Membership, lines: readonly SentLine[]): Promise<Membership> {
    let state = begun
    for (const line of lines) {
      const opened = await this.#opened(vault, state.room, line)
      const result = opened && step(state, opened)
      if (!result || result.kind === 'stopped') return state
      if (result.kind !== 'known') state = result.state
    }
    return state
  }

  /** null: it cannot be opened yet. */
  async #opened(vault: Vault, room: string, { index, id, sender, at, body }: SentLine): Promise<Opened | null> {
    const opening = await vault.openEntry({ id, room: linesOf(room), sender, at, body })
    const device = opening.kind === 'opened' ? opening.device : null
    const byKey = device === null ? null : await vault.signer(sender, device)
    // Nothing says who wrote it: a key out of a backup may be of a device that is gone.
    if (opening.kind === 'opened' ? byKey === null : mayEnd.includes(opening.why)) {
      const told = this.#told.get(`${room} ${index} ${sender}`)
      return told ? await openLine({ index, content: told.content, by: sender, byKey: told.byKey }) : null
    }
    const isLine = opening.kind === 'opened' && opening.type === 'parley.line'
    return await openLine({ index, content: isLine ? opening.content : null, by: sender, byKey })
  }

  /** The next line, sealed for whoever follows the log; judged first as everybody else will judge it. */
  async written(state: Membership, change: Change): Promise<{ readonly line: SealedLine; readonly state: Membership }> {
    const { keyring } = this.#parts
    const [vault, me] = [keyring.use(), keyring.owner?.user ?? '']
    const followers = [...state.seats].flatMap(([user, seat]) => (seat.state === 'banned' ? [] : [user]))
    const present = await vault.identities(followers)
    const index = state.seen + 1
    const content: Line = { v: 1, room: state.room, index, prev: headOf(state).hash, change }
    const judged = step(state, await openLine({ index, content, by: me, byKey: present.get(me) ?? null }))
    if (judged.kind === 'refused') throw new ParleyError(codeOf(judged.why))
    const readers = lineReaders(state, present)
    const line = { index, body: await vault.seal(linesOf(state.room), readers, 'parley.line', content) }
    return { line, state: judged.kind === 'accepted' ? judged.state : state }
  }

  #keep(room: string, roster: Roster): void {
    const isNew = !this.#rosters.has(room)
    this.#rosters.set(room, roster)
    this.#parts.store.write([put('rosters', '', room, roster)], 'relaxed').catch(() => undefined)
    for (const go of this.#waiting.splice(0)) go()
    this.#parts.changed(room)
    if (isNew && roster.state.before) this.#parts.begun(room)
  }
}
