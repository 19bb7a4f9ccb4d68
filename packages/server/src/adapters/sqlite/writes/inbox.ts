import type { DatabaseSync } from 'node:sqlite'
import type { InboxEntry } from '@parley/protocol'
import type { InboxWrites, SealedMessage } from '../../../ports/storage/inbox.ts'
import { openAcquaintance } from './acquaintance.ts'
import type { Writers } from './index.ts'

type NewInboxEntry = Omit<InboxEntry, 'seq'>

/** Appends to the inbox of a device that is signed in; undefined: it is not. */
function appender(db: DatabaseSync) {
  const next = db.prepare(
    'UPDATE sessions SET inbox_seq = inbox_seq + 1 WHERE device = ? AND revoked_at IS NULL RETURNING inbox_seq',
  )
  const insert = db.prepare(
    'INSERT INTO inbox(device, seq, kind, from_user, from_device, call, at, body) VALUES (?,?,?,?,?,?,?,?)',
  )
  return (device: string, { kind, from, call, at, body }: NewInboxEntry): number | undefined => {
    const seq = next.get(device)?.['inbox_seq'] as number | undefined
    if (seq !== undefined) insert.run(device, seq, kind, from.user, from.device, call ?? null, at, body)
    return seq
  }
}

/** Who may be reached by somebody, and how much waits for their devices. */
function reach(db: DatabaseSync) {
  // Positions have no holes and the oldest are acknowledged first, so the first one that waits says how many do.
  const waiting = db.prepare(`
    SELECT inbox_seq + 1 - coalesce((SELECT min(seq) FROM inbox WHERE device = ?1), inbox_seq + 1) n FROM sessions
    WHERE device = ?1 AND (?2 IS NULL OR user = ?2) AND revoked_at IS NULL`)
  return {
    isOpen: openAcquaintance(db),
    /** null: the device is not one of the user's that are signed in. */
    waiting: ({ user, device }: { readonly user: string | null; readonly device: string }): number | null =>
      (waiting.get(device, user)?.['n'] as number | null) ?? null,
  }
}

/** Which of the messages can be delivered, by their place in the list; a number: the place of one too many. */
function admission(db: DatabaseSync) {
  const reached = reach(db)
  return (from: string, messages: readonly SealedMessage[], most: number): readonly number[] | number => {
    const open = new Map<string, boolean>()
    const counts = new Map<string, number>()
    const admitted: number[] = []
    for (const [at, message] of messages.entries()) {
      const { user, device } = message
      const isOpen = open.get(user) ?? reached.isOpen(from, user)
      open.set(user, isOpen)
      const before = isOpen ? (counts.get(`${user} ${device}`) ?? reached.waiting(message)) : null
      if (before === null) continue
      if (before >= most) return at
      counts.set(`${user} ${device}`, before + 1)
      admitted.push(at)
    }
    return admitted
  }
}

export function inboxWriters(db: DatabaseSync): Writers<InboxWrites> {
  const append = appender(db)
  const admit = admission(db)
  const { waiting } = reach(db)
  const acknowledge = db.prepare('DELETE FROM inbox WHERE device = ? AND seq <= ?')
  return {
    'inbox.append': ({ device, entry, most }) => {
      if ((waiting({ user: null, device }) ?? 0) >= most) return { ok: false, why: 'full' }
      const seq = append(device, entry)
      return seq === undefined ? { ok: false, why: 'gone' } : { ok: true, seq }
    },
    'inbox.send': ({ from, at, messages, most }) => {
      const admitted = admit(from.user, messages, most)
      if (typeof admitted === 'number') return { ok: false, at: admitted }
      const stored = admitted.map((place) => {
        const { device, body } = messages[place] as SealedMessage
        return { at: place, seq: append(device, { kind: 'sealed', from, at, body }) ?? 0 }
      })
      return { ok: true, stored }
    },
    'inbox.ack': ({ device, seq }) => {
      acknowledge.run(device, seq)
      return null
    },
  }
}
