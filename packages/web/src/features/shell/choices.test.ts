import { expect, test } from 'vitest'
import { type Choice, choose, rateFit } from './choices.ts'

const room = (id: string, label = id): Choice => ({ id, kind: 'room', label })
const all: readonly Choice[] = [
  room('r1', 'map-public'),
  room('r2', 'summary'),
  room('r3', 'field-map'),
  { id: 'p1', kind: 'person', label: 'Mara Lindqvist', also: 'mara.l' },
  { id: 'p2', kind: 'person', label: 'Théo', also: 'th' },
  { id: 'a1', kind: 'action', label: 'Mark as read' },
]
const ids = (typed: string, recent: readonly string[] = []) => choose(all, typed, recent, 9).map(({ id }) => id)

test('the beginning fits better than a later word, and that better than the inside', () => {
  expect([
    rateFit('map', 'ma'),
    rateFit('field-map', 'ma'),
    rateFit('summary', 'ma'),
    rateFit('kitchen', 'ma'),
  ]).toEqual([3, 2, 1, 0])
  expect(ids('ma')).toEqual(['r1', 'p1', 'a1', 'r3', 'r2'])
})

test('accents and case do not matter', () => {
  expect(ids('THEO')).toEqual(['p2'])
})

test('among equals the one used last comes first', () => {
  expect(ids('ma', ['a1', 'r3', 'p1'])).toEqual(['a1', 'p1', 'r1', 'r3', 'r2'])
})

test('a sign in front asks for one kind', () => {
  expect(ids('#ma')).toEqual(['r1', 'r3', 'r2'])
  expect(ids('@')).toEqual(['p1', 'p2'])
  expect(ids('> mark')).toEqual(['a1'])
})

test('without a text there are the rooms, latest first', () => {
  expect(ids('', ['r2'])).toEqual(['r2', 'r1', 'r3'])
})
