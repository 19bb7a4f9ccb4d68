import { type Entry, heartbeatEvery, MembershipChange } from '@parley/protocol'
import type { Clock } from '../ports/clock.ts'
import type { Fanout } from '../ports/fanout.ts'
import type { Storage } from '../ports/storage/storage.ts'
import type { Delivery } from './delivery.ts'
import { catchUpInbox } from './inbox-feed.ts'

export interface LookoutParts {
  readonly storage: Storage
  readonly fanout: Fanout
  readonly clock: Clock
  readonly delivery: Delivery
}

/** Milliseconds between looks while other nodes are not heard (C13). */
const lookEvery = 1000
/** The changes after which a room is no longer in somebody's list. */
const goings = ['left', 'kicked', 'banned', 'declined'] as const
/** Rooms or devices of one question, and entries of one answer. */
const atOnce = 1000
const pageSize = 500

const chunks = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / atOnce) }, (_, n) => list.slice(n * atOnce, (n + 1) * atOnce))

/**
 * Looks into the storage how far the rooms and inboxes have come that this node serves: once a second while hints of
 * other nodes do not arrive, and once more when they arrive again. Otherwise as often as hearts beat, for a node that ends
 * between its commit and its hint has told nobody (C7, C13). What is new takes the way of a hint.
 */
export function keepLookout({ storage, fanout, clock, delivery }: LookoutParts): void {
  let isLooking = false
  let isWanted = false

  async function lookAtRooms(): Promise<void> {
    const served = delivery.heads()
    for (const rooms of chunks([...served.keys()])) {
      for (const { room, head } of await storage.read('entry.heads', { rooms })) {
        if (head > (served.get(room) ?? head)) await fetch(room, served.get(room) ?? head, head)
      }
    }
  }

  async function fetch(room: string, from: number, until: number): Promise<void> {
    for (let after = from; after < until; ) {
      const entries = await storage.read('entry.range', { room, after, until, limit: pageSize })
      for (const entry of entries) {
        fanout.replay({ kind: 'entry', room, entry })
        await showStanding(room, entry)
      }
      after = entries.at(-1)?.seq ?? until
    }
  }

  /** Whom a change is about sees the room in their list as it is now, or no more. */
  async function showStanding(room: string, { kind, body }: Entry): Promise<void> {
    if (kind !== 'membership') return
    const change = MembershipChange.parse(JSON.parse(body))
    if (!('user' in change) || delivery.of(change.user).size === 0) return
    const { user } = change
    const summary = await storage.read('room.summary', { room, user })
    const reason = goings.find((going) => going === change.kind)
    if (summary) fanout.replay({ kind: 'user', user, event: { type: 'room', room: summary } })
    else if (reason) fanout.replay({ kind: 'user', user, event: { type: 'room_gone', room, reason } })
  }

  async function lookAtInboxes(): Promise<void> {
    const live = delivery.all().filter(({ state }) => state.kind === 'live')
    const byDevice = Map.groupBy(live, ({ actor }) => actor.device)
    for (const devices of chunks([...byDevice.keys()])) {
      for (const { device, head } of await storage.read('inbox.heads', { devices })) {
        for (const connection of byDevice.get(device) ?? []) {
          connection.inbox.wanted = Math.max(connection.inbox.wanted, head)
          catchUpInbox(connection, { storage, clock })
        }
      }
    }
  }

  async function look(): Promise<void> {
    isWanted = true
    if (isLooking) return
    isLooking = true
    try {
      while (isWanted) {
        isWanted = false
        await lookAtInboxes()
        await lookAtRooms()
      }
    } finally {
      isLooking = false
    }
  }

  /** The store is out of reach: the next turn looks again. */
  const later = (): void => {
    isWanted = true
  }
  fanout.watch((reach) => {
    if (reach === 'all') look().catch(later)
  })
  clock.every(heartbeatEvery, () => void look().catch(later))
  clock.every(lookEvery, () => {
    if (!isLooking && (fanout.reach === 'self' || isWanted)) look().catch(later)
  })
}
