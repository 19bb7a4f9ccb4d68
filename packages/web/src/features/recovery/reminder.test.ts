import { describe, expect, test } from 'vitest'
import { quietFor, readReminder, reminderText } from './reminder.ts'

const minute = 60_000
const day = 24 * 60 * minute
const begin = Date.UTC(2026, 2, 1)

describe('the reminder of a recovery key', () => {
  test.each([
    ['leaves somebody new alone for ten minutes', 0, 10 * minute],
    ['comes back after a day', 1, day],
    ['then after a week', 2, 7 * day],
    ['then after a month', 3, 30 * day],
  ])('%s', (_, times, span) => {
    const reminder = { user: 'ada', times, since: begin }
    expect(quietFor(reminder, begin)).toBe(span)
    expect(quietFor(reminder, begin + span - 1)).toBe(1)
    expect(quietFor(reminder, begin + span)).toBe(0)
    expect(quietFor(reminder, begin + 400 * day)).toBe(0)
  })

  test('is over once it was put off four times', () => {
    expect(quietFor({ user: 'ada', times: 4, since: begin }, begin + 400 * day)).toBeNull()
  })
})

describe('what a device keeps of it', () => {
  const kept = { user: 'ada', times: 2, since: begin }

  test('is read as it was written', () => {
    expect(readReminder(reminderText(kept), 'ada', begin + day)).toEqual(kept)
  })

  test.each([
    ['nothing', null],
    ['something for somebody else', reminderText({ ...kept, user: 'bo' })],
    ['something else', 'ada yes'],
  ])('%s begins anew', (_, text) => {
    expect(readReminder(text, 'ada', begin)).toEqual({ user: 'ada', times: 0, since: begin })
  })
})
