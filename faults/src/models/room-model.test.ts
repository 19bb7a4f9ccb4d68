import type { Entry, MembershipChange, RoomSummary } from '@parley/protocol'
import { openLocalStore } from '@parley/server/inside'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Chance } from '../simulation/chance.ts'
import type { Owner } from '../simulation/device.ts'
import { found } from '../simulation/founding.ts'
import { RoomModel } from './room-model.ts'
import { numRuns, timeout } from './runs.ts'

const who = fc.nat(3)
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('say' as const), who, id: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('come' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('go' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('mark' as const), who, seq: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stale' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resume' as const), who, after: fc.nat(40), page: fc.nat(6) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const store = openLocalStore('e')
const people = found(store, new Chance(1)).owners
const at = 1_700_000_000_000
let rooms = 0

/** The real store and the model side by side, in a room of their own. */
class Pair {
  readonly model = new RoomModel()
  readonly #room: string
  #notes = 0

  constructor() {
    rooms += 1
    this.#room = `room-${rooms}`
    const [ada] = people as readonly [Owner, ...Owner[]]
    const joined = this.#note({ v: 1, kind: 'joined', user: ada.user })
    const created = this.#note({ v: 1, kind: 'created' })
    const members = [{ user: ada.user, role: 'owner', joined }]
    const room = {
      id: this.#room,
      kind: 'private',
      name: '',
      topic: '',
      directKey: null,
      sealed: null,
      history: 'joined',
    }
    this.#write('room.create', { ...room, by: ada.user, device: ada.device, at, created, members })
    this.model.log.push({ id: created.id, device: '', isMessage: false })
    this.model.come(ada.user, joined.id)
    this.model.version = 2
  }

  take(what: Step): void {
    const owner = people[what.who] as Owner
    const isIn = this.model.seat(owner.user) !== null
    switch (what.do) {
      case 'say':
        this.#say(owner, `m${what.id}`)
        break
      case 'come':
        if (!isIn) this.#move(owner, 'joined')
        break
      case 'go':
        if (isIn) this.#move(owner, 'left')
        break
      case 'mark':
        this.#write('mark.set', { room: this.#room, ...owner, delivered: 0, read: what.seq })
        this.model.mark(owner.user, what.seq)
        break
      case 'stale':
        expect(this.#change(owner, 'joined', this.model.version - 1)).toEqual({ ok: false, why: 'stale' })
        break
      case 'resume':
        this.#resume(what.after, what.page + 1)
    }
  }

  /** Everything that anybody is told of the room is what the model says. */
  compare(): void {
    const { log } = this.model
    expect(store.read('entry.head', { room: this.#room })).toBe(log.length)
    for (const { user } of people) {
      const summary = store.read('room.summary', { room: this.#room, user }) as RoomSummary | null
      const seat = this.model.seat(user)
      const unread = summary && summary.messages - summary.read.messages
      expect(summary && { unread, since: summary.since, read: summary.read.seq, head: summary.head }).toEqual(
        seat && { unread: this.model.unread(seat), since: seat.since, read: seat.read, head: log.length },
      )
    }
  }

  #say({ user, device }: Owner, id: string): void {
    const append = { room: this.#room, id, kind: 'message', sender: user, device, at, body: id }
    const { ok, seq, dup } = this.#write('entry.append', append) as { ok: boolean; seq?: number; dup?: boolean }
    expect(ok ? { seq, dup } : null).toEqual(this.model.say(user, device, id))
  }

  #move(owner: Owner, kind: 'joined' | 'left'): void {
    const id = `n${this.#notes + 1}`
    expect(this.#change(owner, kind, this.model.version)).toMatchObject({ ok: true })
    if (kind === 'joined') this.model.come(owner.user, id)
    else this.model.go(owner.user, id)
  }

  #change({ user, device }: Owner, kind: 'joined' | 'left', version: number): unknown {
    const comes = kind === 'joined'
    const place = comes ? { since: 'here', read: 'here' } : { since: 'kept', read: 'kept' }
    const deed = { room: this.#room, by: user, device, at, index: null, about: null, history: null, releasesKey: false }
    const standing = { user, role: 'member', state: kind, invitedBy: null, ...place }
    return this.#write('room.change', { ...deed, expect: version, note: this.#note({ v: 1, kind, user }), standing })
  }

  /** Pages from a cursor to the head, as a resume reads them: nothing is left out, nothing comes twice. */
  #resume(cursor: number, limit: number): void {
    const until = this.model.log.length
    const got: Entry[] = []
    for (let after = cursor; after < until; after = got.at(-1)?.seq ?? until) {
      const page = store.read('entry.range', { room: this.#room, after, until, limit }) as readonly Entry[]
      expect(page.length).toBe(Math.min(limit, until - after))
      got.push(...page)
    }
    const due = this.model.log.map(({ id }, n) => ({ id, seq: n + 1 })).slice(cursor)
    expect(got.map(({ id, seq }) => ({ id, seq }))).toEqual(due)
  }

  #note(change: MembershipChange) {
    this.#notes += 1
    return { id: `n${this.#notes}`, body: JSON.stringify(change) }
  }

  #write(kind: string, write: unknown): unknown {
    const [outcome] = store.commit([[kind, write]])
    if (!outcome || 'error' in outcome) throw new Error(JSON.stringify(outcome))
    return outcome.out
  }
}

test('P1: a room is a list with a head, and who is in it reads from where they came: positions, retries, resume, unread', {
  timeout,
}, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const pair = new Pair()
      for (const one of steps) pair.take(one)
      pair.compare()
    }),
    { numRuns },
  )
})
