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
import { catchUpInbox, readInbox } from './inbox-feed.ts'

/** What a snapshot is made of; the features know it. */
export interface Snapshots {
  rooms(user: string): Promise<readonly RoomSummary[]>
  me(user: string): Promise<{ readonly me: Profile; readonly settings: PrivacySettings }>
  presence(connection: Connection): Readonly<Record<string, 'online' | 'away'>>
  typing(connection: Connection): readonly { readonly room: string; readonly user: string }[]
  /** @param joined the rooms that the user is in */
  calls(user: string, joined: ReadonlySet<string>): readonly CallInfo[]
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
  const { storage, clock } = parts
  if (cursors.epoch !== null && cursors.epoch !== storage.epoch) {
    connection.answer(new Frame({ type: 'resync', epoch: storage.epoch }))
    return
  }
  if (connection.state.kind !== 'opening') return
  connection.beginCatchUp()
  const { joined, heads, kept } = await tellSnapshot(connection, parts)
  const recent = clock.now() - cursors.at < inlineDays * day
  for (const [at, room] of joined.entries()) {
    // Without a cursor the client stands where its list of rooms says: what came after the list was read is carried.
    const cursor = cursors.rooms[room.id] ?? room.head
    // Another node may have told of less than the list knows: what the list names is carried.
    const head = Math.max(heads[at] ?? 0, room.head)
    if (kept.has(room.id)) await backfill(connection, room, cursor, head, recent, storage)
  }
  connection.inbox.head = cursors.inbox
  await readInbox(connection, parts)
  connection.goLive()
}

/** Everything that is known at the beginning; what happens from here on is held or goes out after it. */
async function tellSnapshot(connection: Connection, parts: CatchUpParts) {
  const { delivery, snapshots } = parts
  const rooms = await snapshots.rooms(connection.user)
  const joined = rooms.filter((room) => room.state === 'joined')
  const heads = await Promise.all(joined.map((room) => delivery.serve(connection, room.id)))
  connection.invitations.clear()
  for (const { id, state } of rooms) if (state === 'invited') connection.invitations.add(id)
  const kept = await releaseLeft(connection, parts)
  const mine = await snapshots.me(connection.user)
  connection.answer(
    new Frame({
      type: 'snapshot',
      ...mine,
      rooms,
      presence: snapshots.presence(connection),
      typing: snapshots.typing(connection),
      calls: snapshots.calls(connection.user, new Set(joined.map(({ id }) => id))),
    }),
  )
  return { joined, heads, kept }
}

/**
 * The snapshot once more, for a connection that is live: hints were lost. The logs go on where they are, those that are
 * new to the client where the snapshot says.
 */
export async function tellAnew(connection: Connection, parts: CatchUpParts): Promise<void> {
  if (connection.state.kind !== 'live') return
  connection.beginCatchUp()
  try {
    const { joined, heads, kept } = await tellSnapshot(connection, parts)
    for (const [at, room] of joined.entries()) {
      if (kept.has(room.id)) await backfill(connection, room, room.head, heads[at] ?? 0, true, parts.storage)
    }
  } catch {
    parts.delivery.close(connection, 4013, 'the store is out of reach')
  }
  connection.goLive()
  catchUpInbox(connection, parts)
}

/**
 * Whoever was removed between the reading of the list and the serving was not there to be taken out (C16). From here on
 * a removal finds the connection. Answers the rooms that stay.
 */
async function releaseLeft(connection: Connection, { storage, delivery }: CatchUpParts): Promise<ReadonlySet<string>> {
  const served = [...connection.channels]
  const still = await storage.read('room.joined', { user: connection.user })
  const kept = new Set(still.map(({ room }) => room))
  for (const { room } of served) if (!kept.has(room)) delivery.release(connection, room)
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
