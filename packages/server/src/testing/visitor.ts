import { type Entry, MembershipChange, type RoomSummary, type ServerFrame } from '@parley/protocol'
import { type Person, person } from './person.ts'
import type { TestServer } from './server.ts'
import type { TestSocket } from './socket.ts'

type Snapshot = Extract<ServerFrame, { readonly type: 'snapshot' }>

/** Somebody at a device that is live. */
export interface Visitor extends Person {
  readonly live: TestSocket
  readonly snapshot: Snapshot
}

/** Goes live with a device. */
export async function goLive(somebody: Person): Promise<Visitor> {
  const live = await somebody.socket()
  const snapshot = await live.resume()
  return { ...somebody, live, snapshot }
}

/** A new account whose device is live. */
export async function visitor(server: TestServer, handle: string, name = handle): Promise<Visitor> {
  return await goLive(await person(server, handle, name))
}

/** What a membership entry says about its room: how many lines there are. */
function told({ kind, body }: Entry, { lines, version }: RoomSummary): Partial<RoomSummary> {
  if (kind !== 'membership') return {}
  const change = MembershipChange.parse(JSON.parse(body))
  // Of a line that changes nothing else no other event tells the version.
  if (!change.line || change.line.index <= (lines ?? 0)) return {}
  return { lines: change.line.index, version: change.kind === 'line' ? version + 1 : version }
}

/** One step of the list of rooms, as a client keeps it. */
function step(rooms: Map<string, RoomSummary>, me: string, frame: ServerFrame): void {
  const change = (room: string, some: Partial<RoomSummary>): void => {
    const known = rooms.get(room)
    if (known) rooms.set(room, { ...known, ...some })
  }
  if (frame.type === 'snapshot') for (const room of frame.rooms) rooms.set(room.id, room)
  if (frame.type === 'room') rooms.set(frame.room.id, frame.room)
  if (frame.type === 'room_gone') rooms.delete(frame.room)
  if (frame.type === 'member') change(frame.room, { members: frame.members, version: frame.version })
  if (frame.type === 'own_mark') change(frame.room, { read: { seq: frame.seq, messages: frame.messages } })
  if (frame.type !== 'entry') return
  const { seq: head, messages, at, kind, sender } = frame.entry
  const known = rooms.get(frame.room)
  if (known) change(frame.room, told(frame.entry, known))
  change(frame.room, { head, messages, ...(kind === 'message' ? { lastAt: at } : {}) })
  if (kind === 'message' && sender === me) change(frame.room, { read: { seq: head, messages } })
}

/** The list of rooms that a client has from its snapshot and the events since. */
export function listOf({ user, live }: Visitor): RoomSummary[] {
  const rooms = new Map<string, RoomSummary>()
  for (const frame of live.frames) step(rooms, user, frame)
  return sorted([...rooms.values()])
}

/** The list that a client would get if it connected now. */
export async function freshListOf(somebody: Person): Promise<RoomSummary[]> {
  const socket = await somebody.socket()
  const { rooms } = await socket.resume()
  await socket.close()
  return sorted(rooms)
}

/** In one order; how large a room is that one is only invited to is not kept up to date. */
function sorted(rooms: readonly RoomSummary[]): RoomSummary[] {
  const shown = rooms.map((room) => (room.state === 'invited' ? { ...room, members: 0, version: 0 } : room))
  return shown.toSorted((a, b) => a.id.localeCompare(b.id))
}
