import { expect, test } from 'vitest'
import { backAfter, type Carrier, carrierAfter, mesh } from './carrier.ts'

const rule = { meshMost: 2, sfu: 'up' } as const
const sfu: Carrier = { kind: 'sfu', fewSince: null }

test('row 75: two take the mesh, three the SFU, two again the mesh once they were two for a while', () => {
  expect(carrierAfter(mesh, 1, rule, 0)).toBe(mesh)
  expect(carrierAfter(mesh, 2, rule, 0)).toBe(mesh)
  const three = carrierAfter(mesh, 3, rule, 0)
  expect(three).toEqual(sfu)
  const few = carrierAfter(three, 2, rule, 100)
  expect(few).toEqual({ kind: 'sfu', fewSince: 100 })
  expect(carrierAfter(few, 2, rule, 99 + backAfter)).toBe(few)
  expect(carrierAfter(few, 3, rule, 5000)).toEqual(sfu)
  expect(carrierAfter(few, 2, rule, 100 + backAfter)).toBe(mesh)
})

test('without an SFU it stays with the mesh; one that is down keeps the calls that it has', () => {
  const down = { meshMost: 2, sfu: 'down' } as const
  expect(carrierAfter(mesh, 5, { meshMost: 2, sfu: 'none' }, 0)).toBe(mesh)
  expect(carrierAfter(mesh, 5, down, 0)).toBe(mesh)
  expect(carrierAfter(sfu, 5, down, 0)).toBe(sfu)
})

test('where a mesh may have one, each call takes the SFU from its first moment', () => {
  expect(carrierAfter(mesh, 1, { meshMost: 1, sfu: 'up' }, 0)).toEqual(sfu)
})
