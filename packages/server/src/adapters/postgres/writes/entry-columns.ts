import type { NewEntry } from '../../sql/room-head.ts'
import type { Value } from '../db.ts'
import { statement } from '../statement.ts'

/** An entry at its position. */
export interface Placed extends NewEntry {
  readonly n: number
  readonly seq: number
  readonly messages: number
}

/** Entries, the ends of their rooms, and the read marks of those who said something. */
export const storeEntries = statement(`
  WITH stored AS (
    INSERT INTO entries(room, seq, id, kind, sender, device, at, messages, body)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int8[], $8::int8[],
      $9::text[])),
  grown AS (
    UPDATE rooms r SET last_seq = g.seq, messages = g.messages, last_at = coalesce(g.at, r.last_at)
    FROM unnest($10::int8[], $11::int8[], $12::int8[], $13::int8[]) AS g(n, seq, messages, at) WHERE r.n = g.n)
  UPDATE members m SET read_seq = d.seq, read_messages = d.messages
  FROM unnest($14::int8[], $15::text[], $16::int8[], $17::int8[]) AS d(room, "user", seq, messages)
  WHERE m.room = d.room AND m."user" = d."user"`)

/** The values of that statement; of each room the last entry counts, and of each sender the last message. */
export function entryColumnsOf(entries: readonly Placed[]): readonly Value[] {
  const messages = entries.filter(({ kind }) => kind === 'message')
  const ends = [...new Map(entries.map((entry) => [entry.n, entry])).values()]
  const lastAt = new Map(messages.map(({ n, at }) => [n, at]))
  const read = [...new Map(messages.map((entry) => [`${entry.n} ${entry.sender}`, entry])).values()]
  return [
    entries.map(({ n }) => n),
    entries.map(({ seq }) => seq),
    entries.map(({ id }) => id),
    entries.map(({ kind }) => kind),
    entries.map(({ sender }) => sender),
    entries.map(({ device }) => device),
    entries.map(({ at }) => at),
    entries.map(({ messages }) => messages),
    entries.map(({ body }) => body),
    ends.map(({ n }) => n),
    ends.map(({ seq }) => seq),
    ends.map(({ messages }) => messages),
    ends.map(({ n }) => lastAt.get(n) ?? null),
    read.map(({ n }) => n),
    read.map(({ sender }) => sender),
    read.map(({ seq }) => seq),
    read.map(({ messages }) => messages),
  ]
}
