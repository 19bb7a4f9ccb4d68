import { readPlainBody, sealingDevice } from '@parley/e2ee'
import { beginFrom, Snapshot, snapshotOf, stateOf } from '@parley/e2ee/membership'
import type { Whisper } from '@parley/e2ee/vault'
import { Id, linesPage } from '@parley/protocol'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Link } from '../connection/link.ts'
import { linesOf, ownSpace } from './envelope.ts'
import type { Keyring } from './keyring.ts'
import type { Rosters } from './rosters.ts'
import { devicesMeant } from './whom-to-ask.ts'

const Wanted = z.object({ room: Id })
const LinesWanted = z.object({ room: Id, after: z.int().min(0) })
const Lines = z.object({
  room: Id,
  lines: z.array(z.object({ index: z.int().min(1), content: z.unknown() })).max(linesPage),
})

const Kept = z.object({ id: Id, at: z.int(), body: z.string() })
type Kept = z.infer<typeof Kept>

const secretOf = (room: string): string => `room.${room}`

export interface SnapshotsParts {
  readonly clock: Clock
  readonly link: () => Link
  readonly keyring: Keyring
  readonly rosters: Rosters
  /** Who invited me into a room, as far as the server says; null: nobody, or I do not know the room. */
  readonly inviter: (room: string) => string | null
  /** Whether I wait before a room to which I came by a link: then whoever lets me in proves to read its log. */
  readonly isByLink: (room: string) => boolean
}

/** Milliseconds before one asks a second time, and at most between two times; each pause is twice as long. */
const askAgain = 2_000
const longest = 60_000
/** Milliseconds after which it looks again whether what lay in the inbox has been taken in. */
const patience = 500
/** Lines of one answer, so that it fits an inbox. */
const linesMost = 20

/**
 * Newcomers cannot open the lines that were written before them: who invites them, or another device of their own,
 * tells theirs how the room is. A line whose key got lost is said again by whoever wrote it.
 */
export class Snapshots {
  readonly #parts: SnapshotsParts
  /** Snapshots of rooms that the server has not told about yet: who invites is known only then. */
  readonly #early = new Map<string, Whisper>()
  /** Rooms that are asked about, with what ends that. */
  readonly #asking = new Map<string, () => void>()

  constructor(parts: SnapshotsParts) {
    this.#parts = parts
  }

  forget(): void {
    this.#early.clear()
    for (const room of [...this.#asking.keys()]) this.#stop(room)
  }

  /** Tells the devices of somebody how a room is: of all, or of the one that asked. */
  async tell(room: string, to: { readonly user: string; readonly device?: string }): Promise<void> {
    const { keyring, rosters } = this.#parts
    const roster = rosters.get(room)
    if (roster) await keyring.use().whisper([to], 'parley.snapshot', snapshotOf(roster.state))
  }

  /** What other devices say about rooms. */
  async heard(whisper: Whisper): Promise<void> {
    if (whisper.type === 'parley.snapshot') await this.#take(whisper)
    if (whisper.type === 'parley.snapshot-wanted') await this.#answer(whisper)
    if (whisper.type === 'parley.lines-wanted') await this.#tellLines(whisper)
    if (whisper.type === 'parley.lines') await this.#takeLines(whisper)
  }

  /** More is known about a room: what was too early may be of use now. */
  async look(room: string): Promise<void> {
    const whisper = this.#early.get(room)
    if (whisper) await this.#take(whisper)
  }

  /** The log of a room cannot be followed here: whoever may be trusted with it is asked, until it can. */
  want(room: string): void {
    if (!this.#asking.has(room)) this.#askAgain(room, askAgain)
  }

  /** There is a connection again: nobody waits out a pause. */
  wake(): void {
    for (const room of [...this.#asking.keys()]) {
      this.#stop(room)
      this.want(room)
    }
  }

  /** This device is not in a room any more. Comes it again, it does not wait out a pause of before. */
  drop(room: string): void {
    this.#stop(room)
  }

  #askAgain(room: string, wait: number, isTakenIn = this.#parts.keyring.markInbox()): void {
    const { clock, rosters } = this.#parts
    // What is missing may be on its way in; whoever were asked now would only bring more.
    const isEarly = !isTakenIn()
    if (!isEarly) this.#ask(room, wait === askAgain).catch(() => undefined)
    const cancel = clock.after(isEarly ? patience : wait, () => {
      rosters.follow(room).then(
        () => this.#stop(room),
        () => {
          if (this.#asking.get(room) !== cancel) return
          if (isEarly) this.#askAgain(room, wait, isTakenIn)
          else this.#askAgain(room, Math.min(longest, wait * 2))
        },
      )
    })
    this.#asking.set(room, cancel)
  }

  #stop(room: string): void {
    this.#asking.get(room)?.()
    this.#asking.delete(room)
  }

  async #ask(room: string, isFirst: boolean): Promise<void> {
    const { keyring, rosters, inviter, isByLink } = this.#parts
    const me = keyring.owner?.user
    if (me === undefined) return this.forget()
    await this.#fetch(room, me)
    if (isByLink(room)) return await keyring.use().whisper([{ user: me }], 'parley.snapshot-wanted', { room })
    const line = rosters.stuckAt(room)
    if (line && line.sender !== me) {
      const after = line.index - 1
      const to = devicesMeant(line.sender, isFirst ? sealingDevice(line.body) : null)
      await keyring.use().whisper([to], 'parley.lines-wanted', { room, after })
    }
    const users = new Set([me, inviter(room) ?? me])
    await keyring.use().whisper(
      Array.from(users, (user) => ({ user })),
      'parley.snapshot-wanted',
      { room },
    )
  }

  async #take(whisper: Whisper): Promise<void> {
    const { keyring, rosters, inviter, isByLink } = this.#parts
    const parsed = Snapshot.safeParse(whisper.content)
    if (!parsed.success) return
    const { room } = parsed.data
    const { user } = whisper.from
    if (user === keyring.owner?.user) return void rosters.adopt(room, stateOf(parsed.data))
    if (isByLink(room)) return
    if (inviter(room) !== user) return void this.#early.set(room, whisper)
    this.#early.delete(room)
    await this.#adopt(room, parsed.data, whisper)
  }

  /** Somebody has let me in by a link, and has proven that they read the room's log. */
  async welcomed(room: string, snapshot: Snapshot, whisper: Whisper): Promise<void> {
    const me = this.#parts.keyring.owner?.user
    if (snapshot.seats.some(([user, { state }]) => user === me && state !== 'banned'))
      await this.#adopt(room, snapshot, whisper)
  }

  async #adopt(room: string, snapshot: Snapshot, { from: { user }, identity }: Whisper): Promise<void> {
    if (!this.#mayTell(room, user, identity)) return
    const state = beginFrom(snapshot, { room, by: user, byKey: identity })
    if (typeof state === 'string') return
    if (this.#parts.rosters.adopt(room, state)) await this.#keep(snapshot)
  }

  /**
   * Who has a place in a room, as far as this device knows, hears of it from those who have one too: the server alone says
   * who invited me, and must not put another room in place of one that I am in.
   */
  #mayTell(room: string, user: string, identity: string): boolean {
    const { keyring, rosters } = this.#parts
    const seats = rosters.get(room)?.state.seats
    if (!seats?.has(keyring.owner?.user ?? '')) return true
    const seat = seats.get(user)
    return seat?.state === 'joined' && seat.key === identity
  }

  /** What this device knows of a room, for the next one of mine: the device that wrote its lines may be gone by then. */
  async keep(room: string): Promise<void> {
    const roster = this.#parts.rosters.get(room)
    if (roster && !roster.fork) await this.#keep(snapshotOf(roster.state))
  }

  /** For the next device of mine, when no other is there to tell it: sealed for my own devices only. */
  async #keep(snapshot: Snapshot): Promise<void> {
    const { clock, link, keyring } = this.#parts
    const me = keyring.owner?.user
    if (me === undefined) return
    const body = await keyring.use().seal(ownSpace(me), [me], 'parley.snapshot', snapshot)
    const kept: Kept = { id: snapshot.room, at: clock.now(), body }
    await link().call('secrets.put', { name: secretOf(snapshot.room), body: JSON.stringify(kept) })
  }

  async #fetch(room: string, me: string): Promise<void> {
    const { link, keyring, rosters } = this.#parts
    const { body } = await link().call('secrets.get', { name: secretOf(room) })
    const kept = Kept.safeParse(readPlainBody(body ?? '')).data
    if (!kept || kept.id !== room) return
    const opening = await keyring.use().openEntry({ ...kept, room: ownSpace(me), sender: me })
    const snapshot = opening.kind === 'opened' ? Snapshot.safeParse(opening.content).data : undefined
    if (snapshot?.room === room) rosters.adopt(room, stateOf(snapshot))
  }

  async #answer({ content, from, identity }: Whisper): Promise<void> {
    const parsed = Wanted.safeParse(content)
    if (!parsed.success) return
    const { room } = parsed.data
    if (await this.#seatOf(room, from.user, identity)) await this.tell(room, from)
  }

  /** The place of somebody who is in a room or invited, by the newest lines: my own invitation may not have been followed. */
  async #seatOf(room: string, user: string, identity: string) {
    const { rosters } = this.#parts
    if (!rosters.get(room)) return null
    await rosters.follow(room).catch(() => undefined)
    const seat = rosters.get(room)?.state.seats.get(user)
    return seat && seat.state !== 'banned' && seat.key === identity ? seat : null
  }

  /** Whoever is in the room, or invited, hears again which lines I have written there since. */
  async #tellLines({ content, from, identity }: Whisper): Promise<void> {
    const { keyring, link } = this.#parts
    const parsed = LinesWanted.safeParse(content)
    if (!parsed.success) return
    const { room } = parsed.data
    const seat = await this.#seatOf(room, from.user, identity)
    if (!seat) return
    const after = Math.max(parsed.data.after, seat.since - 1)
    const page = await link().call('rooms.lines', { room, after })
    const mine = page.lines.filter(({ sender }) => sender === keyring.owner?.user).slice(0, linesMost)
    const vault = keyring.use()
    const said = mine.map(async ({ index, id, sender, at, body }) => {
      const opening = await vault.peek({ id, room: linesOf(room), sender, at, body })
      return opening.kind === 'opened' && opening.type === 'parley.line' ? [{ index, content: opening.content }] : []
    })
    const lines = (await Promise.all(said)).flat()
    if (lines.length > 0) await vault.whisper([from], 'parley.lines', { room, lines })
    // Whoever lacked these lacks the key of the next one too.
    if (lines.length > 0) await vault.renewKey(linesOf(room))
  }

  async #takeLines({ content, from, identity }: Whisper): Promise<void> {
    const parsed = Lines.safeParse(content)
    if (!parsed.success) return
    const { room, lines } = parsed.data
    const by = { user: from.user, key: identity }
    for (const line of lines) this.#parts.rosters.told(room, line.index, by, line.content)
    await this.#parts.rosters.follow(room).catch(() => undefined)
  }
}
