import type { RoomSummary } from '@parley/protocol'
import { expect, test } from 'vitest'
import { memoryStore } from '../store/memory.ts'
import { RoomList } from './list.ts'

const kitchen: RoomSummary = {
  id: 'AYvP5WgAce6jTNFYVOOUog',
  kind: 'public',
  name: 'kitchen',
  topic: '',
  lines: null,
  state: 'joined',
  role: 'owner',
  invitedBy: null,
  version: 8,
  head: 123,
  messages: 115,
  lastAt: 1,
  since: 1,
  members: 2,
  people: [],
  read: { seq: 118, messages: 111 },
}

const aside = {
  hasDraft: false,
  failed: 0,
  trouble: null,
  waiting: null,
  history: null,
  lacking: [],
  isSealed: false,
  about: null,
} as const

const listOf = (...rooms: readonly RoomSummary[]): RoomList => {
  const list = new RoomList(memoryStore(), () => aside)
  list.snapshot(rooms)
  return list
}

test('an answer that comes after the news that I have left does not bring the room back; joining again does', () => {
  const list = listOf(kitchen)
  list.membersChanged(kitchen.id, 1, 9)
  list.gone(kitchen.id)
  expect(list.isOver(kitchen)).toBe(true)
  list.put(kitchen)
  expect(list.items.get()).toEqual([])
  list.put({ ...kitchen, version: 11 })
  expect(list.items.get()).toMatchObject([{ id: kitchen.id, version: 11 }])
})

test('an answer to what was asked before a newer list does not bring a room back that the list has not', () => {
  const list = listOf()
  const isOver = list.asked()
  expect(isOver(kitchen)).toBe(false)
  list.snapshot([])
  expect(isOver(kitchen)).toBe(true)
  expect(list.asked()(kitchen)).toBe(false)
  list.put(kitchen)
  expect(isOver(kitchen)).toBe(false)
})

test('a late answer takes nothing back that an event has said since', () => {
  const list = listOf(kitchen)
  list.put({ ...kitchen, version: 10, name: 'galley', head: 130 })
  list.put({ ...kitchen, version: 9, name: 'pantry', head: 131, read: { seq: 120, messages: 113 } })
  expect(list.get(kitchen.id)).toMatchObject({ version: 10, name: 'galley', head: 131, read: { seq: 120 } })
})

test('C9: another store counts versions anew', () => {
  const list = listOf(kitchen)
  list.gone(kitchen.id)
  list.restart()
  list.put({ ...kitchen, version: 2 })
  expect(list.items.get()).toMatchObject([{ version: 2 }])
})
