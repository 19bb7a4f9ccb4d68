import { expect, test } from 'vitest'
import { roomName } from './room-name.ts'

const person = (name: string) => ({ id: name, handle: name, name, kind: 'account' as const })

test('a room goes by its name, a direct message by its people', () => {
  expect(roomName({ kind: 'public', name: 'harbour', people: [] })).toBe('harbour')
  expect(roomName({ kind: 'direct', name: '', people: [person('Mara'), person('Leo')] })).toBe('Mara and Leo')
})

test('a sealed room whose name has not been heard here goes by what it is', () => {
  expect(roomName({ kind: 'private', name: '', people: [] })).toBe('Private room')
})
