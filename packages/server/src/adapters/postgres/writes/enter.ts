import type { Entry } from '@parley/protocol'
import type { Deed, Note } from '../../../ports/storage/rooms.ts'
import type { RoomHead } from '../../sql/room-head.ts'
import { statement } from '../statement.ts'
import type { Transaction } from '../transaction.ts'

const line = statement('INSERT INTO room_lines(room, n, seq) VALUES ($1,$2,$3)')

/** Appends a membership entry; undefined if its id was used before. */
export async function enter(
  { log }: Transaction,
  head: RoomHead,
  { by, device, at }: Deed,
  { id, body }: Note,
): Promise<Entry | undefined> {
  const entry = { id, kind: 'membership' as const, sender: by, device, at, body }
  return (await log.append(head, entry)) ? { ...entry, seq: head.seq, messages: head.messages } : undefined
}

/** Says that the last entry of a room carries a line of its membership log. */
export function setLine({ db, later }: Transaction, head: RoomHead, index: number): void {
  later(db.run(line, head.n, index, head.seq))
  head.lines = index
}
