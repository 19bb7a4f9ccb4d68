import type { CaptureState } from '@parley/client/calls'
import { expect, test } from 'vitest'
import { stillWorks, troubleWords } from './trouble.ts'

const off: CaptureState = { kind: 'off' }
const failed = (why: Extract<CaptureState, { kind: 'failed' }>['why']): CaptureState => ({ kind: 'failed', why })

test('row 69: each failure has its own words, and steps where the browser blocks', () => {
  expect(troubleWords(off, off)).toBeNull()
  expect(troubleWords(off, failed('denied'))).toMatchObject({ title: 'The browser blocks the camera', isBlocked: true })
  expect(troubleWords(failed('denied'), failed('denied'))?.title).toBe('The browser blocks camera and microphone')
  const kinds = ['denied', 'denied-by-system', 'missing', 'busy', 'insecure'] as const
  const said = kinds.map((why) => troubleWords(failed(why), off)?.body)
  expect(new Set(said).size).toBe(kinds.length)
  expect(troubleWords(failed('missing'), failed('busy'))?.title).toBe('No microphone')
})

test('row 69: without a microphone one can listen, without a camera speak', () => {
  expect(stillWorks(failed('denied'))).toBe('listening')
  expect(stillWorks(off)).toBe('voice')
})
