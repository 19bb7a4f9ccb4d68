import { ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import { ConfigError } from './config.ts'
import { whyNotStarted } from './why-not-started.ts'

test('row 113: a start that lost its store says who has to try again', () => {
  const lost = new ParleyError('unavailable', { cause: new Error('connect ECONNREFUSED') })
  expect(whyNotStarted(lost)).toContain('(connect ECONNREFUSED). See with `npm run doctor`')
  expect(whyNotStarted(new ParleyError('unavailable'))).not.toContain('by itself')
})

test('what else stops a start keeps its own words', () => {
  expect(whyNotStarted(new ConfigError('No such port.'))).toBe('No such port.')
  expect(whyNotStarted(new Error('The port is taken.'))).toBe('cannot start: The port is taken.')
  expect(whyNotStarted('odd')).toBe('cannot start: odd')
})
