import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bringIn, reseat } from './seats.ts'

test('who was there keeps the place, who comes stands last, and who goes leaves no hole', () => {
  expect(reseat(['ada', 'bo', 'cy'], ['cy', 'dora', 'ada'])).toEqual(['ada', 'cy', 'dora'])
})

test('everybody who is there has one place, whatever the order was', () => {
  const devices = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }))
  fc.assert(
    fc.property(devices, devices, (before, present) => {
      const after = reseat(before, present)
      expect([...after].sort()).toEqual([...present].sort())
      const kept = before.filter((device) => present.includes(device))
      expect(after.slice(0, kept.length)).toEqual(kept)
    }),
  )
})

test('a speaker changes places with whoever has been silent longest', () => {
  const heardAt = new Map([
    ['ada', 300],
    ['bo', 100],
    ['cy', 200],
  ])
  const order = ['ada', 'bo', 'cy', 'dora']
  expect(bringIn(order, { device: 'dora', silent: ['ada', 'bo', 'cy'], heardAt })).toEqual(['ada', 'dora', 'cy', 'bo'])
})

test('of several who have never been heard the last one makes room, and nobody does where all speak', () => {
  const order = ['ada', 'bo', 'cy']
  const heardAt = new Map<string, number>()
  expect(bringIn(order, { device: 'cy', silent: ['ada', 'bo'], heardAt })).toEqual(['ada', 'cy', 'bo'])
  expect(bringIn(order, { device: 'cy', silent: [], heardAt })).toEqual(order)
})
