import { expect, test } from 'vitest'
import { qualityBetween } from '../quality/quality.ts'
import { sampleOf } from '../quality/sample.ts'
import { type Pressure, type Strain, strainOf } from './strain.ts'

const empty = sampleOf(new Map(), 0)
const quality = (framesDropped: number, isShortOfTime = false) => ({
  ...qualityBetween(empty, { ...empty, at: 2000 }),
  framesDropped,
  isShortOfTime,
})

test.each<[Pressure, ReturnType<typeof quality>, Strain]>([
  [null, quality(0), 'none'],
  ['nominal', quality(10), 'none'],
  ['fair', quality(11), 'some'],
  ['serious', quality(0), 'some'],
  ['fair', quality(0, true), 'some'],
  ['critical', quality(0), 'much'],
  [null, quality(31), 'much'],
])('row U23: with a processor that is %s', (pressure, one, strain) => {
  expect(strainOf(pressure, [quality(0), one])).toBe(strain)
})

test('a report says that a picture is small for want of time', () => {
  const sent = (qualityLimitationReason: string) => ({ type: 'outbound-rtp', kind: 'video', qualityLimitationReason })
  expect(sampleOf(new Map([['a', sent('cpu')]]), 0).isShortOfTime).toBe(true)
  expect(sampleOf(new Map([['a', sent('bandwidth')]]), 0).isShortOfTime).toBe(false)
})
