import type { Profile } from '@parley/protocol'
import type { House } from '../../house.ts'
import type { RoomChanged, RoomFacts } from '../../ports/storage/rooms.ts'
import type { Decision, Outcome } from './rules.ts'

type Change = Extract<Decision, { kind: 'change' }>

export interface Changed {
  readonly room: string
  readonly facts: RoomFacts
  readonly decision: Change
  /** The membership log of the room has grown by a line. */
  readonly hasLine: boolean
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

/** Shows the list entry anew to whom it says something that their events do not. */
async function showAnew(house: Announcer, { room, facts, decision, hasLine }: Changed): Promise<void> {
  const { change, outcome } = decision
  const isForAll = change.kind === 'renamed' || (facts.kind === 'direct' && outcome !== null)
  if (isForAll || hasLine) {
    // Members see from the entry how many lines there are; the invited get no entries.
    for (const { user, state } of await house.storage.read('room.audience', { room }))
      if (isForAll || state === 'invited' || user === outcome?.user) await showRoom(house, room, user)
  } else if (outcome) await showRoom(house, room, outcome.user)
}

/** The changes after which a room is no longer in somebody's list. */
const goings = ['left', 'kicked', 'banned', 'declined'] as const

/** Tells what a committed change means: the entry to the room first, then who is concerned. */
export async function announce(house: Announcer, changed: Changed): Promise<void> {
  const { room, decision, done } = changed
  house.fanout.publish({ kind: 'entry', room, entry: done.entry })
  if (decision.outcome) announceStanding(house, changed, decision.outcome)
  await showAnew(house, changed)
}

function announceStanding({ fanout }: Announcer, changed: Changed, { role, state, user }: Outcome): void {
  const { room, facts, decision, profile, done } = changed
  const { members, version } = done
  fanout.publish({
    kind: 'rooms',
    rooms: [room],
    event: { type: 'member', room, profile, role, state, members, version },
  })
  const reason = goings.find((kind) => kind === decision.change.kind)
  const wasThere = facts.target.state === 'joined' || facts.target.state === 'invited'
  if (reason && wasThere) fanout.publish({ kind: 'user', user, event: { type: 'room_gone', room, reason } })
}
