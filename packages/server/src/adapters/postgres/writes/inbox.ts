import type { InboxWrites, SealedMessage } from '../../../ports/storage/inbox.ts'
import type { UserDevice } from '../../../ports/storage/sessions.ts'
import type { Db } from '../db.ts'
import { statement } from '../statement.ts'
import { acquaintances } from './acquaintance.ts'
import type { Writers } from './index.ts'
import { holdDevices } from './live-devices.ts'
import { deviceOf } from './session-table.ts'

const append = statement(`
  WITH next AS (
    UPDATE sessions SET inbox_seq = inbox_seq + 1 WHERE device = $1 AND revoked_at IS NULL RETURNING inbox_seq)
  INSERT INTO inbox(device, seq, kind, from_user, from_device, call, at, body)
  SELECT $1, inbox_seq, $2, $3, $4, $5, $6, $7 FROM next RETURNING seq`)
/** Positions have no holes and the oldest are acknowledged first, so the first one that waits says how many do. */
const ends = statement(`
  SELECT device, inbox_seq, inbox_seq + 1 -
    coalesce((SELECT min(seq) FROM inbox WHERE inbox.device = sessions.device), inbox_seq + 1) AS waiting
  FROM sessions WHERE device = ANY($1::text[])`)
const insert = statement(`
  INSERT INTO inbox(device, seq, kind, from_user, from_device, call, at, body)
  SELECT device, seq, 'sealed', $1, $2, NULL, $3, body FROM unnest($4::text[], $5::int8[], $6::text[]) AS m(device, seq, body)`)
const grow = statement(`
  UPDATE sessions s SET inbox_seq = e.seq FROM unnest($1::text[], $2::int8[]) AS e(device, seq) WHERE s.device = e.device`)
const acknowledge = statement('DELETE FROM inbox WHERE device = $1 AND seq <= $2')

interface End {
  seq: number
  waiting: number
}

/** Of each device that may be reached: its last position, and how much waits for it. */
async function reached(db: Db, from: string, messages: readonly SealedMessage[]): Promise<ReadonlyMap<string, End>> {
  const devices = messages.map(({ device }) => device)
  const live = await holdDevices(db, devices)
  const [open, rows] = await Promise.all([
    acquaintances(
      db,
      from,
      messages.map(({ user }) => user),
    ),
    db.all(ends, [...live.keys()]),
  ])
  const known = new Map(rows.map((row) => [deviceOf(row), row]))
  const found = new Map<string, End>()
  for (const { user, device } of messages) {
    const row = known.get(device)
    if (row && live.get(device) === user && open.has(user))
      found.set(`${user} ${device}`, { seq: row['inbox_seq'] as number, waiting: row['waiting'] as number })
  }
  return found
}

const nameOf = ({ user, device }: UserDevice): string => `${user} ${device}`

export const inboxWriters: Writers<InboxWrites> = {
  'inbox.append': async ({ db }, { device, entry: { kind, from, call, at, body }, most }) => {
    const [end] = await db.all(ends, [device])
    if (((end?.['waiting'] as number | undefined) ?? 0) >= most) return { ok: false, why: 'full' }
    const row = await db.get(append, device, kind, from.user, from.device, call ?? null, at, body)
    return row ? { ok: true, seq: row['seq'] as number } : { ok: false, why: 'gone' }
  },
  'inbox.send': async ({ db, later }, { from, at, messages, most }) => {
    const reach = await reached(db, from.user, messages)
    const stored: { readonly at: number; readonly seq: number; readonly message: SealedMessage }[] = []
    for (const [place, message] of messages.entries()) {
      const end = reach.get(nameOf(message))
      if (!end) continue
      if (end.waiting >= most) return { ok: false, at: place }
      end.seq += 1
      end.waiting += 1
      stored.push({ at: place, seq: end.seq, message })
    }
    const [devices, seqs] = [stored.map(({ message }) => message.device), stored.map(({ seq }) => seq)]
    const bodies = stored.map(({ message }) => message.body)
    const last = new Map(stored.map(({ message, seq }) => [message.device, seq]))
    if (stored.length > 0) {
      later(db.run(insert, from.user, from.device, at, devices, seqs, bodies))
      later(db.run(grow, [...last.keys()], [...last.values()]))
    }
    return { ok: true, stored: stored.map(({ at: place, seq }) => ({ at: place, seq })) }
  },
  'inbox.ack': async ({ db }, { device, seq }) => {
    await db.run(acknowledge, device, seq)
    return null
  },
}
