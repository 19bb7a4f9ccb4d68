import type { Entry } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Opening, ReadEntry } from '../sealing/opening.ts'
import { View, type ViewSource } from './view.ts'

const head = 700
const log: readonly Entry[] = Array.from({ length: head }, (_, at) => ({
  id: `id ${at + 1}`,
  seq: at + 1,
  sender: 'ada',
  device: 'phone',
  at: at + 1,
  messages: at + 1,
  kind: 'message',
  body: JSON.stringify({ v: 1, kind: 'text', text: `message ${at + 1}` }),
}))

/** A room of which this device holds the beginning, up to `held`. */
const source = (held: number, isLive: boolean): ViewSource => ({
  kept: async (below = held + 1, limit) => log.slice(0, below - 1).slice(-limit),
  history: async (at) => ({
    entries: at.kind === 'newest' ? log.slice(-100) : [],
    head,
    since: 1,
    hasBefore: true,
    hasAfter: false,
  }),
  again: async (entries) => entries,
  now: (entry) => entry,
  isLive: () => isLive,
  room: () => ({ head, since: 1, read: 3 }),
  pending: () => [],
  senders: () => undefined,
})

async function opened(held: number, isLive = true) {
  const view = new View(source(held, isLive))
  await view.open()
  return view
}

const last = ({ timeline }: View): number | null => timeline.get().items.at(-1)?.seq ?? null

test('row 48: a room whose newest messages have not been taken in yet opens at them all the same', async () => {
  const view = await opened(50)
  expect(last(view)).toBe(head)
  expect(view.timeline.get()).toMatchObject({ hasBefore: true, hasAfter: false, loading: null, openedAt: 3 })
})

test('row 48: whoever goes to the newest message comes to it, whatever is kept here', async () => {
  const view = await opened(50)
  await view.jumpTo({ kind: 'newest' })
  expect(last(view)).toBe(head)
})

test('without a connection a room shows what this device holds', async () => {
  const view = await opened(50, false)
  expect(last(view)).toBe(50)
  expect(view.timeline.get()).toMatchObject({ hasAfter: true, loading: null })
})

const closed: Opening = { kind: 'closed', why: 'no-key' }
const opening: Opening = { kind: 'opened', content: { v: 1, kind: 'text', text: 'open' } }
const sealed = (first: number, last: number): readonly ReadEntry[] =>
  log.slice(first - 1, last).map((entry) => ({ ...entry, body: '{}', opening: closed }))
const texts = ({ timeline }: View): readonly string[] =>
  timeline.get().items.map(({ content }) => (content.kind === 'text' ? content.text : content.kind))

/** A sealed room of five entries; `keys.came` says whether they can be read by now. */
function sealedRoom() {
  const keys = { came: false }
  const look = (entry: ReadEntry): ReadEntry => (keys.came ? { ...entry, opening } : entry)
  const page = async () => ({ entries: sealed(1, 5), head: 5, since: 1 })
  const room = () => ({ head: 5, since: 1, read: 0 })
  const view = new View({
    ...source(0, true),
    kept: async () => [],
    room,
    history: page,
    now: look,
    again: async (all) => all.map(look),
  })
  return { view, keys }
}
const all = ['open', 'open', 'open', 'open', 'open']

test('what was fetched before its key came, and comes by itself after it, can be read where it stands', async () => {
  const { view, keys } = sealedRoom()
  await view.open()
  expect(texts(view)).toEqual(all.map(() => 'unreadable'))
  keys.came = true
  view.arrived({ room: 'r', entries: sealed(4, 5), head: 5 })
  expect(texts(view)).toEqual(['unreadable', 'unreadable', 'unreadable', 'open', 'open'])
  await view.mended()
  expect(texts(view)).toEqual(all)
})
