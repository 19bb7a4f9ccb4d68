import type { Profile } from '@parley/protocol'
import type { House } from '../../house.ts'
import type { RoomChanged, RoomFacts } from '../../ports/storage/rooms.ts'
import type { Decision } from './rules.ts'

type Change = Extract<Decision, { kind: 'change' }>

export interface Changed {
  readonly room: string
  readonly facts: RoomFacts
  readonly decision: Change
  /** The person it is about. */
  readonly profile: Profile
  readonly done: Extract<RoomChanged, { ok: true }>
}

type Announcer = Pick<House, 'storage' | 'fanout'>

/** Shows a user their list entry of a room as it is now, on all devices. */
export async function showRoom({ storage, fanout }: Announcer, room: string, user: string): Promise<void> {
  const summary = await storage.read('room.summary', { room, user })
  if (summary) fanout.publish({ kind: 'user', user, event: { type: 'room', room: summary } })
}

async function showRoomToAll(house: Announcer, room: string): Promise<void> {
  for (const { user } of await house.storage.read('room.audience', { room })) await showRoom(house, room, user)
}

/** The changes after which a room is no longer in somebody's list. */
const goings = ['left', 'kicked', 'banned', 'declined'] as const

/** Tells what a committed change means: the entry to the room first, then who is concerned. */
export async function announce(house: Announcer, { room, facts, decision, profile, done }: Changed): Promise<void> {
  const { fanout } = house
  const { change, outcome } = decision
  fanout.publish({ kind: 'entry', room, entry: done.entry })
  if (!outcome) return await showRoomToAll(house, room)
  const { role, state, user } = outcome
  const { members, version } = done
  fanout.publish({
    kind: 'rooms',
    rooms: [room],
    event: { type: 'member', room, profile, role, state, members, version },
  })
  const reason = goings.find((kind) => kind === change.kind)
  const wasThere = facts.target.state === 'joined' || facts.target.state === 'invited'
  if (reason && wasThere) fanout.publish({ kind: 'user', user, event: { type: 'room_gone', room, reason } })
  if (facts.kind === 'direct') return await showRoomToAll(house, room)
  if (state === 'joined' || state === 'invited') await showRoom(house, room, user)
}
