import { expect, test } from 'vitest'
import { backAfter, carrierAfter } from './carrier.ts'

const rule = { meshMost: 2, sfu: 'up' } as const

test('row 75: two take the mesh, three the SFU, two again the mesh once they were two for a while', () => {
  expect([1, 2, 3].map((people) => carrierAfter('mesh', people, rule, 0))).toEqual(['mesh', 'mesh', 'sfu'])
  expect(carrierAfter('sfu', 2, rule, backAfter - 1)).toBe('sfu')
  expect(carrierAfter('sfu', 2, rule, backAfter)).toBe('mesh')
  expect(carrierAfter('sfu', 3, rule, 0)).toBe('sfu')
})

test('without an SFU it stays with the mesh; one that is down keeps the calls that it has', () => {
  const down = { meshMost: 2, sfu: 'down' } as const
  expect(carrierAfter('mesh', 5, { meshMost: 2, sfu: 'none' }, 0)).toBe('mesh')
  expect(carrierAfter('mesh', 5, down, 0)).toBe('mesh')
  expect(carrierAfter('sfu', 5, down, 0)).toBe('sfu')
})

test('where a mesh may have one, each call takes the SFU from its first moment', () => {
  expect(carrierAfter('mesh', 1, { meshMost: 1, sfu: 'up' }, 0)).toBe('sfu')
})
