import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TimelineItem } from './timeline.ts'
import { closedWindow, type LoggedItem, type LogWindow, move, type Page, timelineOf } from './window.ts'

const item = (seq: number): LoggedItem => ({
  key: `m${seq}`,
  seq,
  sender: 'ada',
  at: seq,
  content: { v: 1, kind: 'text', text: `${seq}` },
  delivery: { kind: 'sent' },
})
const pending = (seq: number): TimelineItem => ({ ...item(seq), seq: null, delivery: { kind: 'sending' } })
const items = (from: number, to: number): LoggedItem[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => item(from + at))
const page = (from: number, to: number, head: number): Page => ({ items: items(from, to), head, since: 1 })
const keys = (window: LogWindow): string[] => timelineOf(window).items.map(({ key }) => key)
const open = (from: number, to: number, head = to): LogWindow =>
  move(closedWindow, { kind: 'show', page: page(from, to, head) })

test('an empty room has nothing before and nothing after', () => {
  const { items: shown, hasBefore, hasAfter } = timelineOf(open(1, 0))
  expect({ shown, hasBefore, hasAfter }).toEqual({ shown: [], hasBefore: false, hasAfter: false })
})

test('grows at both ends, and knows when there is no more', () => {
  const opened = open(101, 200)
  expect(timelineOf(opened).hasBefore).toBe(true)
  const older = move(opened, { kind: 'before', page: page(1, 100, 200) })
  expect(timelineOf(older).hasBefore).toBe(false)
  expect(keys(move(older, { kind: 'live', items: [item(201)] }))).toHaveLength(201)
})

test('whoever left a private room and came back goes on behind what was said meanwhile', () => {
  const before = open(1, 6, 20)
  const now = move(before, { kind: 'after', page: { ...page(9, 20, 20), since: 9 } })
  expect(keys(now)).toEqual(items(9, 20).map(({ key }) => key))
  expect(timelineOf(now)).toMatchObject({ hasBefore: false, hasAfter: false })
})

test('a page that does not touch what is shown is left out', () => {
  const opened = open(101, 200, 300)
  expect(keys(move(opened, { kind: 'after', page: page(202, 250, 300) }))).toEqual(keys(opened))
  expect(keys(move(opened, { kind: 'before', page: page(1, 99, 300) }))).toEqual(keys(opened))
  expect(timelineOf(move(opened, { kind: 'live', items: [item(301)] })).head).toBe(301)
})

test('what is on its way stands at the end, only where the newest is shown, and only until it is in the log', () => {
  const opened = move(open(1, 3), { kind: 'pending', items: [pending(4), pending(5)] })
  expect(keys(opened)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5'])
  expect(keys(move(opened, { kind: 'live', items: [item(4)] }))).toEqual(['m1', 'm2', 'm3', 'm4', 'm5'])
  expect(keys(move(opened, { kind: 'head', head: 900 }))).toEqual(['m1', 'm2', 'm3'])
})

test('what is on its way stays in sight while a few that came before it are fetched', () => {
  const opened = move(open(1, 3), { kind: 'pending', items: [pending(9)] })
  const behind = move(opened, { kind: 'head', head: 9 })
  expect(keys(behind)).toEqual(['m1', 'm2', 'm3', 'm9'])
  expect(keys(move(behind, { kind: 'after', page: page(4, 9, 9) })).slice(-2)).toEqual(['m8', 'm9'])
  const up = move(open(501, 1000), { kind: 'before', page: page(301, 500, 1000) })
  expect(keys(move(up, { kind: 'pending', items: [pending(1001)] })).at(-1)).toBe('m900')
})

test('keeps at most 600, and the end that was last moved to', () => {
  const down = move(open(1, 600), { kind: 'live', items: items(601, 610) })
  expect(keys(down).slice(0, 1)).toEqual(['m11'])
  expect(timelineOf(down).hasBefore).toBe(true)
  const up = move(open(501, 1000), { kind: 'before', page: page(301, 500, 1000) })
  expect(keys(up)).toHaveLength(600)
  expect(timelineOf(up)).toMatchObject({ hasAfter: true, hasBefore: true })
  expect(keys(move(up, { kind: 'live', items: [item(1001)] }))).toEqual(keys(up))
})

test('a page that only fills the screen does not stop it from following the newest', () => {
  const filled = move(open(31, 40), { kind: 'fill', page: page(1, 30, 40) })
  expect(keys(move(filled, { kind: 'live', items: items(41, 700) })).at(-1)).toBe('m700')
})

test('whatever comes in whatever order: by position, no hole, nothing twice, input untouched', () => {
  const input = fc.tuple(
    fc.constantFrom('before', 'after', 'live', 'show', 'pending', 'head'),
    fc.nat(700),
    fc.nat(120),
  )
  fc.assert(
    fc.property(fc.array(input, { maxLength: 80 }), (inputs) => {
      let window = open(300, 340, 700)
      for (const [kind, from, size] of inputs) {
        const previous = window
        const copy = structuredClone(previous)
        const to = Math.min(700, from + size)
        if (kind === 'live') window = move(window, { kind, items: items(from + 1, to) })
        else if (kind === 'pending')
          window = move(window, { kind, items: items(from + 1, to).map(({ seq }) => pending(seq)) })
        else if (kind === 'head') window = move(window, { kind, head: Math.min(700, from) })
        else window = move(window, { kind, page: page(from + 1, to, 700) })
        expect(previous).toEqual(copy)
        const { log } = window
        expect(log.map(({ seq }) => seq)).toEqual(items(window.after + 1, window.until).map(({ seq }) => seq))
        expect(log.length).toBeLessThanOrEqual(600)
        expect(new Set(keys(window)).size).toBe(keys(window).length)
      }
    }),
  )
})
