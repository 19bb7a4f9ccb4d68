import type { RoomItem } from '@parley/client'
import { describe, expect, test } from 'vitest'
import { neighbour, sectionsOf } from './sections.ts'

function room(id: string, change: Partial<RoomItem> = {}): RoomItem {
  return {
    id,
    kind: 'public',
    name: id,
    topic: '',
    lines: null,
    sealing: 'open',
    trouble: null,
    waiting: null,
    history: null,
    lacking: [],
    state: 'joined',
    role: 'member',
    invitedBy: null,
    version: 1,
    head: 0,
    messages: 0,
    lastAt: 0,
    since: 1,
    members: 2,
    people: [],
    read: { seq: 0, messages: 0 },
    unread: 0,
    hasDraft: false,
    failed: 0,
    ...change,
  }
}

const person = (name: string) => [{ id: name, handle: name, name, kind: 'account' as const }]
const names = (rooms: readonly RoomItem[]) =>
  sectionsOf(rooms).map((section) => [section.name, section.rooms.map(({ id }) => id)])

describe('sections', () => {
  test('rooms stand by name, direct messages as they come', () => {
    const list = [
      room('dm2', { kind: 'direct', people: person('Zoe') }),
      room('Öl'),
      room('room 10'),
      room('dm1', { kind: 'direct', people: person('Ada') }),
      room('board', { kind: 'private' }),
      room('room 9'),
    ]
    expect(names(list)).toEqual([
      ['rooms', ['board', 'Öl', 'room 9', 'room 10']],
      ['direct', ['dm2', 'dm1']],
    ])
  })

  test('invitations come first, and only when there are some', () => {
    expect(names([room('a'), room('b', { state: 'invited' })])).toEqual([
      ['invitations', ['b']],
      ['rooms', ['a']],
      ['direct', []],
    ])
  })

  test('what comes in is left as it was', () => {
    const list = Object.freeze([room('b'), room('a')])
    sectionsOf(list)
    expect(list.map(({ id }) => id)).toEqual(['b', 'a'])
  })
})

describe('neighbours', () => {
  const sections = sectionsOf([
    room('d', { kind: 'direct', unread: 1 }),
    room('a'),
    room('b', { unread: 2 }),
    room('c'),
  ])

  test('go round the ends', () => {
    expect(neighbour(sections, 'a', 1)).toBe('b')
    expect(neighbour(sections, 'd', 1)).toBe('a')
    expect(neighbour(sections, 'a', -1)).toBe('d')
  })

  test('begin at the ends when no room is open', () => {
    expect(neighbour(sections, null, 1)).toBe('a')
    expect(neighbour(sections, null, -1)).toBe('d')
  })

  test('may be asked for unread ones only', () => {
    const unread = ({ unread: count }: RoomItem) => count > 0
    expect(neighbour(sections, 'b', 1, unread)).toBe('d')
    expect(neighbour(sections, 'a', -1, unread)).toBe('d')
    expect(neighbour(sectionsOf([room('a')]), 'a', 1, unread)).toBeUndefined()
    expect(neighbour([], null, 1)).toBeUndefined()
  })
})
