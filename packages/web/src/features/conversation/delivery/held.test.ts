import type { TimelineItem } from '@parley/client'
import type { ErrorCode } from '@parley/protocol'
import { expect, test } from 'vitest'
import { message } from '../rows/sample.ts'
import { heldByKeys } from './held.ts'

const failed = (key: string, code: ErrorCode): TimelineItem =>
  message(0, 'me', 0, { key, seq: null, delivery: { kind: 'failed', error: { code, sentence: '', retryable: false } } })

test('only what new keys of somebody hold back goes out again, in its order', () => {
  const items = [
    message(1, 'me', 0),
    failed('first', 'identity_changed'),
    failed('other', 'banned'),
    failed('second', 'identity_changed'),
    message(0, 'me', 0, { key: 'on its way', seq: null, delivery: { kind: 'sending' } }),
  ]
  expect(heldByKeys(items)).toEqual(['first', 'second'])
})
