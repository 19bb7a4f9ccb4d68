import type { Client, ConnectionState, RoomHandle, Timeline } from '@parley/client'
import type { Member } from '@parley/protocol'
import { lastOfEachState, type Progress, type Reader } from './progress.ts'

/** The ticks of a room, by message; each message follows its own. */
export interface Board {
  get(key: string): Progress | undefined
  subscribe(listener: () => void): () => void
}

type Shown = ReadonlyMap<string, Progress>

function readersOf(members: readonly Member[], me: string): readonly Reader[] {
  return members
    .filter(({ profile, state }) => state === 'joined' && profile.id !== me)
    .map(({ profile, since }) => ({ id: profile.id, since }))
}

const connected = ({ kind }: ConnectionState): boolean => kind === 'live' || kind === 'catching-up'

/** The same objects where nothing changed, so that only what changed is drawn again. */
function keep(before: Shown, now: Shown): Shown {
  const kept = new Map<string, Progress>()
  for (const [key, progress] of now) {
    const old = before.get(key)
    kept.set(key, old !== undefined && JSON.stringify(old) === JSON.stringify(progress) ? old : progress)
  }
  return kept
}

/** Counts ticks from what the room says. Costs nothing while nobody looks. */
export function board(client: Client, handle: RoomHandle, me: string, others: () => number): Board {
  const listeners = new Set<() => void>()
  let shown: Shown = new Map()
  let seen: readonly unknown[] = []
  let stops: readonly (() => void)[] = []

  const look = (): Shown => {
    const timeline: Timeline = handle.timeline.get()
    const state = handle.members.get()
    const now = [timeline.items, handle.marks.get(), state, client.connection.get(), others()] as const
    if (now.every((value, at) => value === seen[at])) return shown
    seen = now
    const complete = state.kind === 'known' && !state.more
    const next = lastOfEachState({
      items: timeline.items,
      me,
      marks: handle.marks.get(),
      readers: complete ? readersOf(state.members, me) : null,
      others: others(),
      connected: connected(client.connection.get()),
    })
    shown = keep(shown, next)
    return shown
  }
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  return {
    get: (key) => look().get(key),
    subscribe(listener) {
      listeners.add(listener)
      if (listeners.size === 1) {
        const sources = [handle.timeline, handle.marks, handle.members, client.connection, client.rooms]
        stops = sources.map((source) => source.subscribe(tell))
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        for (const stop of stops) stop()
        stops = []
      }
    },
  }
}
