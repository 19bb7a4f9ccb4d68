import type { PrivacySettings } from '@parley/protocol'
import {
  type CallInfo,
  type Cursors,
  inlineDays,
  inlineEntries,
  type Profile,
  pageEntries,
  type RoomSummary,
} from '@parley/protocol'
import type { Clock } from '../ports/clock.ts'
import type { Storage } from '../ports/storage/storage.ts'
import type { Connection } from './connection.ts'
import type { Delivery } from './delivery.ts'
import { Frame } from './frame.ts'

/** What a snapshot is made of; the features know it. */
export interface Snapshots {
  rooms(user: string): Promise<readonly RoomSummary[]>
  me(user: string): Promise<{ readonly me: Profile; readonly settings: PrivacySettings }>
  presence(connection: Connection): Readonly<Record<string, 'online' | 'away'>>
  typing(connection: Connection): readonly { readonly room: string; readonly user: string }[]
  calls(user: string): readonly CallInfo[]
}

export interface CatchUpParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly delivery: Delivery
  readonly snapshots: Snapshots
}

const day = 86_400_000

/**
 * Brings a connection from its cursors to now in three phases: backfill (the snapshot, then pages of what was missed),
 * cutover (what was held meanwhile), live. From the moment a room is served, its new entries are held, so what the
 * backfill has to carry ends at the head of that moment: nothing falls between (C7, C8).
 */
export async function catchUp(connection: Connection, cursors: Cursors, parts: CatchUpParts): Promise<void> {
  const { storage, clock, delivery, snapshots } = parts
  if (cursors.epoch !== null && cursors.epoch !== storage.epoch) {
    connection.answer(new Frame({ type: 'resync', epoch: storage.epoch }))
    return
  }
  if (connection.state.kind !== 'opening') return
  connection.beginCatchUp()
  const rooms = await snapshots.rooms(connection.user)
  const joined = rooms.filter((room) => room.state === 'joined')
  const heads = await Promise.all(joined.map((room) => delivery.serve(connection, room.id)))
  const kept = await releaseLeft(connection, joined, parts)
  const mine = await snapshots.me(connection.user)
  connection.answer(
    new Frame({
      type: 'snapshot',
      ...mine,
      rooms,
      presence: snapshots.presence(connection),
      typing: snapshots.typing(connection),
      calls: snapshots.calls(connection.user),
    }),
  )
  const recent = clock.now() - cursors.at < inlineDays * day
  for (const [at, room] of joined.entries()) {
    // Without a cursor the client stands where its list of rooms says: what came after the list was read is carried.
    const cursor = cursors.rooms[room.id] ?? room.head
    if (kept.has(room.id)) await backfill(connection, room, cursor, heads[at] ?? 0, recent, storage)
  }
  await backfillInbox(connection, cursors.inbox, parts)
  connection.goLive()
}

/**
 * Whoever was removed between the reading of the list and the serving was not there to be taken out (C16). From here on
 * a removal finds the connection. Answers the rooms that stay.
 */
async function releaseLeft(
  connection: Connection,
  served: readonly RoomSummary[],
  { storage, delivery }: CatchUpParts,
): Promise<ReadonlySet<string>> {
  const still = await storage.read('room.joined', { user: connection.user })
  const kept = new Set(still.map(({ room }) => room))
  for (const { id } of served) if (!kept.has(id)) delivery.release(connection, id)
  return kept
}

async function backfill(
  connection: Connection,
  room: RoomSummary,
  cursor: number,
  head: number,
  recent: boolean,
  storage: Storage,
): Promise<void> {
  const from = Math.max(cursor, room.since - 1)
  if (head <= from) return
  if (!recent || head - from > inlineEntries) {
    connection.answer(new Frame({ type: 'limited', room: room.id, head }))
    return
  }
  for (let after = from; after < head; ) {
    const entries = await storage.read('entry.range', { room: room.id, after, until: head, limit: pageEntries })
    const last = entries.at(-1)
    if (!last) return
    connection.answer(new Frame({ type: 'backfill', room: room.id, entries }))
    after = last.seq
  }
}

/** Characters of one page of the inbox, and milliseconds between looks at whether it has gone out. */
const inboxPage = 128 * 1024
const lookEvery = 20

/** An inbox can hold far more than may wait for a client, so each page goes out before the next is read (C10). */
async function backfillInbox(
  connection: Connection,
  cursor: number,
  { storage, clock }: Pick<CatchUpParts, 'storage' | 'clock'>,
): Promise<void> {
  const { device } = connection.actor
  for (let after = cursor; connection.state.kind !== 'closed'; ) {
    const entries = await storage.read('inbox.after', { device, after, limit: pageEntries, characters: inboxPage })
    const last = entries.at(-1)
    if (!last) return
    for (const entry of entries) connection.answer(new Frame({ type: 'inbox', entry }))
    connection.inboxHead = Math.max(connection.inboxHead, last.seq)
    after = last.seq
    await goneOut(connection, clock)
  }
}

async function goneOut(connection: Connection, clock: Clock): Promise<void> {
  await connection.flushed()
  while (connection.backlog > 0 && connection.state.kind !== 'closed') {
    const pause = Promise.withResolvers<void>()
    clock.after(lookEvery, () => pause.resolve())
    await pause.promise
  }
}
