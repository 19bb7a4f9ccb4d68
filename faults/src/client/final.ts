import type { Engine, Timeline, TimelineItem } from '@parley/client'
import type { Shown } from '../history/line.ts'
import { eventually } from '../history/within.ts'
import { hashOf } from './words.ts'

interface Where {
  readonly dev: string
  readonly room: string
  readonly head: number
}

/** Seconds until a room shows its head, a page of it, or the words of what is sealed. */
const patience = 60
/** Seconds until what is sealed opens; afterwards it counts as unreadable. */
const opens = 30

const isMessage = ({ content }: TimelineItem): boolean => content.kind === 'text' || content.kind === 'unreadable'
const firstOf = ({ items }: Timeline): number => items[0]?.seq ?? 0
const lastOf = ({ items }: Timeline): number => items.findLast(({ seq }) => seq !== null)?.seq ?? 0

/** What a timeline shows of messages that have a place. */
const shownIn = (items: readonly TimelineItem[]): readonly Shown[] =>
  items.flatMap((item) =>
    item.seq !== null && isMessage(item)
      ? [
          {
            id: item.key,
            seq: item.seq,
            sender: item.sender,
            h: item.content.kind === 'text' ? hashOf(item.content.text) : null,
          },
        ]
      : [],
  )

/** Everything that a room shows, from its beginning to its head: somebody goes back page by page. */
export async function finalOf(engine: Engine, { dev, room, head }: Where): Promise<readonly Shown[]> {
  const handle = engine.room(room)
  const { timeline } = handle
  const stand = (): string => {
    const { loading, items, hasBefore, hasAfter } = timeline.get()
    const shows = `${items.length} lines from ${firstOf(timeline.get())} to ${lastOf(timeline.get())} of ${head}`
    return `${dev} in ${room}: ${shows}, loading ${loading}, ${hasBefore} before, ${hasAfter} after, ${engine.connection.get().kind}`
  }
  const look = async (seconds: number, what: string, holds: () => boolean, again: () => void): Promise<void> => {
    const isThere = (): boolean => {
      if (holds()) return true
      if (timeline.get().loading === null) again()
      return false
    }
    await eventually(seconds, what, isThere).catch((error: Error) => {
      throw new Error(`${error.message} ${stand()}`)
    })
  }
  const toEnd = (): void => void handle.jumpTo({ kind: 'newest' }).catch(() => undefined)
  await look(patience, 'the end of a room', () => lastOf(timeline.get()) >= head && !timeline.get().hasAfter, toEnd)
  const read = (): boolean => timeline.get().items.every(({ content }) => content.kind !== 'unreadable')
  await eventually(opens, 'what is sealed opens', read).catch(() => undefined)
  let shown = shownIn(timeline.get().items)
  while (timeline.get().hasBefore) {
    const first = firstOf(timeline.get())
    const moved = (): boolean => firstOf(timeline.get()) < first || !timeline.get().hasBefore
    await look(patience, 'the page before', moved, () => handle.loadBefore())
    await eventually(opens, 'what is sealed opens', read).catch(() => undefined)
    shown = [...shownIn(timeline.get().items.filter(({ seq }) => seq !== null && seq < first)), ...shown]
  }
  return shown
}
