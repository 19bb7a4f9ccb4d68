import { expect, test } from 'vitest'
import { failureOf, faultOf, isCollision, isOfOne, mayComeUp, type Unreachable } from './failure.ts'

const answer = (code: string): Error => Object.assign(new Error('said the server'), { code })

test('who is at fault is told by the class of the answer: one write, the database, or the way to it', () => {
  const verdict = (error: unknown) => [failureOf(faultOf(error)).error, isOfOne(faultOf(error))]
  for (const code of ['23503', '22P02', '42703', '40P01', '25P02'])
    expect(verdict(answer(code)), code).toEqual(['internal', true])
  for (const code of ['57014', '25006', '25P03', '53200', '57P01', '08006', 'ECONNRESET', 'EPIPE'])
    expect(verdict(answer(code)), code).toEqual(['unavailable', false])
  expect(verdict(answer('53100'))).toEqual(['storage_full', false])
  expect(verdict(new Error('Query read timeout'))).toEqual(['unavailable', false])
  expect(failureOf(new TypeError('a mistake in a write')).error).toBe('internal')
})

test('another connection is tried only where one ended at once, not where it was silent', () => {
  const isLost = (error: Error) => (faultOf(error) as Unreachable).isLost
  expect([answer('ECONNRESET'), answer('57P01'), new Error('Connection terminated unexpectedly')].map(isLost)).toEqual([
    true,
    true,
    true,
  ])
  expect(isLost(new Error('Query read timeout'))).toBe(false)
})

test('what two nodes collide over is tried again', () => {
  expect(['40001', '40P01', '23505', '23503'].map((code) => isCollision(answer(code)))).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('row 113: a server that is on its way up is waited for, and not what stays wrong', () => {
  const wrapped = (cause: Error): Error => new Error('cannot be reached', { cause })
  const passing = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', '57P03', '08006'].map(answer)
  for (const error of [...passing, new Error('Connection terminated unexpectedly'), new Error('timeout expired')])
    expect([mayComeUp(error), mayComeUp(wrapped(error))], String(error)).toEqual([true, true])
  const lasting = ['28P01', '3D000', 'ERR_MODULE_NOT_FOUND', '42501'].map(answer)
  for (const error of [...lasting, new Error('PostgreSQL runs with fsync=off')])
    expect([mayComeUp(error), mayComeUp(wrapped(error))], String(error)).toEqual([false, false])
  expect(mayComeUp('odd')).toBe(false)
})
