import type { Engine, RoomHandle, Timeline, TimelineItem } from '@parley/client'
import { hashOf } from '../client/words.ts'
import type { Shown } from '../history/line.ts'
import type { Notes } from './notes.ts'

const isMessage = ({ content }: TimelineItem): boolean => content.kind === 'text' || content.kind === 'unreadable'
const wordsOf = ({ content }: TimelineItem): string | null => (content.kind === 'text' ? hashOf(content.text) : null)

/** What a timeline shows of messages that have a place. */
export const shownIn = ({ items }: Timeline): readonly Shown[] =>
  items.flatMap((item) =>
    item.seq !== null && isMessage(item)
      ? [{ id: item.key, seq: item.seq, sender: item.sender, h: wordsOf(item) }]
      : [],
  )

export interface Watched {
  /** Name of the device. */
  readonly dev: string
  readonly notes: Notes
  /** What was written on this device in all its lives, as `room id`. */
  readonly mine: ReadonlySet<string>
  /** Of those, which have been acknowledged or refused. */
  readonly ended: Set<string>
}

/** Notes what is new of one line of a screen. Answers whether there is nothing more to say of it. */
function lookAt(room: string, item: TimelineItem, shown: Set<string>, { dev, notes, mine, ended }: Watched): boolean {
  const { key: id, seq, sender, delivery } = item
  const name = `${room} ${id}`
  if (seq !== null && isMessage(item) && !shown.has(name)) {
    shown.add(name)
    notes.note(dev, { op: 'display', room, id, seq, sender, h: wordsOf(item) })
  }
  if (!mine.has(name) || ended.has(name)) return seq !== null
  if (delivery.kind === 'failed') notes.note(dev, { op: 'nack', room, id, code: delivery.error.code })
  else if (delivery.kind === 'sent' && seq !== null) notes.note(dev, { op: 'ack', room, id, seq })
  if (delivery.kind !== 'sending') ended.add(name)
  return false
}

/** Looks at one room of a device from both ends, as far as there is something new: lines come at the ends. */
function looker(room: string, watched: Watched, shown: Set<string>): (timeline: Timeline) => void {
  const known = new WeakSet<TimelineItem>()
  const isKnown = (item: TimelineItem): boolean => {
    if (known.has(item)) return true
    if (lookAt(room, item, shown, watched)) known.add(item)
    return false
  }
  return ({ items }) => {
    items.findLast(isKnown)
    items.find(isKnown)
  }
}

/**
 * Looks at the screen of a device in one life of it, and notes what is new there. Opens the rooms that its person is in,
 * and closes those that they are in no more, as a program would.
 */
export function watch(engine: Engine, watched: Watched): void {
  const open = new Map<string, { readonly handle: RoomHandle; readonly stop: () => void }>()
  const shown = new Set<string>()
  const follow = (): void => {
    const joined = new Set(engine.rooms.get().flatMap(({ id, state }) => (state === 'joined' ? [id] : [])))
    for (const [room, { handle, stop }] of open) {
      if (joined.has(room)) continue
      stop()
      handle.close()
      open.delete(room)
    }
    for (const room of joined) {
      if (open.has(room)) continue
      const handle = engine.room(room)
      handle.open()
      const look = looker(room, watched, shown)
      const stop = handle.timeline.subscribe(() => look(handle.timeline.get()))
      open.set(room, { handle, stop })
    }
  }
  engine.rooms.subscribe(follow)
  follow()
}
