import type { DatabaseSync } from 'node:sqlite'
import { type MembershipChange, makeId, type RoomRole } from '@parley/protocol'
import { systemClock } from '../clock.ts'

/** A private room or direct message as they were before there was sealing. */
export interface OldRoom {
  readonly kind: 'private' | 'direct'
  readonly name: string
  readonly people: readonly {
    readonly user: string
    readonly role?: RoomRole
    readonly state?: 'joined' | 'invited'
  }[]
  /** What the people wrote, in clear. */
  readonly said: readonly { readonly by: string; readonly text: string }[]
}

const newId = (): string => makeId(systemClock.now(), systemClock.bytes(10))

/** Writes such a room into the file of a stopped server. Answers its id. */
export function writeOldRoom(db: DatabaseSync, { kind, name, people, said }: OldRoom): string {
  const id = newId()
  const isDirect = kind === 'direct'
  const joined = people.filter(({ state = 'joined' }) => state === 'joined')
  const key = isDirect
    ? people
        .map(({ user }) => user)
        .sort()
        .join(' ')
    : null
  const first = people[0]?.user ?? ''
  const entries = [
    { kind: 'membership', by: first, body: { v: 1, kind: 'created' } satisfies MembershipChange },
    ...joined.map(({ user }) => ({ kind: 'membership', by: first, body: { v: 1, kind: 'joined', user } as const })),
    ...said.map(({ by, text }) => ({ kind: 'message', by, body: { v: 1, kind: 'text', text } as const })),
  ]
  const { n } = db
    .prepare(
      `INSERT INTO rooms(id, kind, name, topic, direct_key, version, last_seq, messages, last_at, members, created_at)
       VALUES (?, ?, ?, '', ?, 1, ?, ?, 1, ?, 1) RETURNING n`,
    )
    .get(id, kind, name, key, entries.length, said.length, joined.length) as { n: number }
  const enter = db.prepare(
    'INSERT INTO entries(room, seq, id, kind, sender, device, at, messages, body) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)',
  )
  for (const [at, entry] of entries.entries()) {
    const messages = Math.max(0, at - joined.length)
    enter.run(n, at + 1, newId(), entry.kind, entry.by, entry.by, messages, JSON.stringify(entry.body))
  }
  const seat = db.prepare('INSERT INTO members(room, user, role, state, since, invited_by) VALUES (?, ?, ?, ?, 1, ?)')
  for (const { user, role = 'member', state = 'joined' } of people) {
    seat.run(n, user, role, state, state === 'invited' ? first : null)
  }
  return id
}
