import { expect, test } from 'vitest'
import { cardOf, fieldsAt } from './card-of.ts'
import { endOf, untilWords } from './until.ts'

const noon = new Date(2026, 4, 7, 12, 0).getTime()

test('row 93: a status is shown for 30 minutes, an hour, until midnight, or until it is changed', () => {
  expect(endOf('changed', noon)).toBeNull()
  expect(endOf('half-hour', noon)).toBe(noon + 1_800_000)
  expect(endOf('hour', noon)).toBe(noon + 3_600_000)
  expect(endOf('today', noon)).toBe(new Date(2026, 4, 8).getTime() - 1)
  expect(untilWords(noon + 1_800_000, noon)).toMatch(/^12[:.]30/)
  expect(untilWords(noon + 86_400_000, noon)).toContain('2026')
})

test('a status that has ended is out of the field, and what is empty is not on the card', () => {
  const fields = { pronouns: ' she/her ', about: '', status: 'Boat shed', until: noon }
  expect(fieldsAt({ kind: 'known', fields }, noon - 1)).toBe(fields)
  expect(fieldsAt({ kind: 'known', fields }, noon)).toMatchObject({ status: '', until: null })
  expect(fieldsAt({ kind: 'unreadable' }, noon).about).toBe('')
  expect(cardOf({ ...fields, status: '  ' })).toEqual({ pronouns: 'she/her', about: '', status: null })
})
