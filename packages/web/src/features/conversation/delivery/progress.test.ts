import type { TimelineItem } from '@parley/client'
import type { Mark } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { deliveryWords } from '../../../design/delivery-words.ts'
import { message } from '../rows/sample.ts'
import { lastOfEachState, type ProgressInput, progressAt } from './progress.ts'

const mark = (user: string, delivered: number, read: number): Mark => ({ user, delivered, read })
const readers = (...ids: string[]) => ids.map((id) => ({ id, since: 1 }))
const words = (marks: readonly Mark[], of: readonly string[]) =>
  deliveryWords(progressAt(5, { me: 'me', marks, readers: readers(...of), others: of.length }).delivery)

describe('rows 43, 44, 45, 49: how far a message has come', () => {
  test.each([
    ['stored on the server', [], ['a', 'b'], 'Sent'],
    ['with one of two', [mark('a', 5, 0)], ['a', 'b'], 'Delivered to 1 of 2'],
    ['with both', [mark('a', 5, 0), mark('b', 9, 0)], ['a', 'b'], 'Delivered'],
    ['read by one', [mark('a', 5, 5), mark('b', 5, 0)], ['a', 'b'], 'Read by 1'],
    ['read by both', [mark('a', 5, 5), mark('b', 7, 6)], ['a', 'b'], 'Read by all'],
    ['a read one was delivered', [mark('a', 0, 5)], ['a', 'b'], 'Read by 1'],
    ['between two people', [mark('a', 5, 0)], ['a'], 'Delivered'],
    ['between two people, read', [mark('a', 5, 5)], ['a'], 'Read'],
    ['own marks do not count', [mark('me', 9, 9)], ['a'], 'Sent'],
    ['who has left does not count', [mark('gone', 9, 9)], ['a'], 'Sent'],
    ['alone', [], [], 'Sent'],
  ] as const)('%s', (_, marks, of, said) => {
    expect(words(marks, of)).toBe(said)
  })

  test('who may not read it is not waited for', () => {
    const input = { me: 'me', others: 2, marks: [mark('a', 5, 0)], readers: [...readers('a'), { id: 'b', since: 6 }] }
    expect(deliveryWords(progressAt(5, input).delivery)).toBe('Delivered')
  })

  test('counts by number where the members are not known', () => {
    const input = { me: 'me', others: 120, marks: [mark('a', 5, 5)], readers: null }
    expect(progressAt(5, input)).toMatchObject({ delivery: { state: 'read', count: 1, total: 120 }, read: ['a'] })
  })
})

describe('ticks', () => {
  const own = (seq: number, more: Partial<TimelineItem> = {}) => message(seq, 'me', 0, more)
  const pending = (key: string): TimelineItem => own(0, { key, seq: null, delivery: { kind: 'sending' } })
  const error = { code: 'banned', sentence: '', retryable: false } as const
  const failed = (key: string): TimelineItem => own(0, { key, seq: null, delivery: { kind: 'failed', error } })
  const input = (items: readonly TimelineItem[], connected = true): ProgressInput => ({
    items,
    me: 'me',
    marks: [mark('a', 6, 4), mark('b', 5, 3)],
    readers: readers('a', 'b'),
    others: 2,
    connected,
  })
  const states = (from: ProgressInput) =>
    Object.fromEntries([...lastOfEachState(from)].map(([key, { delivery }]) => [key, delivery.state]))

  test('stand at the last own message of each state', () => {
    const items = [
      own(2),
      own(3),
      own(4),
      message(5, 'a', 0),
      own(5),
      own(6),
      own(7),
      own(8),
      pending('p'),
      pending('q'),
    ]
    expect(states(input(items))).toEqual({ m4: 'read', m6: 'delivered', m8: 'sent', q: 'sending' })
  })

  test('each failed one keeps its own', () => {
    expect(states(input([own(4), failed('x'), failed('y')]))).toEqual({ m4: 'read', x: 'failed', y: 'failed' })
  })

  test('without a connection what is on its way waits', () => {
    expect(states(input([pending('p')], false))).toEqual({ p: 'waiting' })
  })
})
