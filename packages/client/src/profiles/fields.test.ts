import { expect, test } from 'vitest'
import { cardAt, isBlank, nextEnd, noFields, sealable } from './fields.ts'

const fields = { ...noFields, pronouns: 'she/her', about: 'Likes tides', status: 'Boat shed', until: 1000 }

test('row 93: a status ends at its time, and stays where it has none', () => {
  expect(cardAt(fields, 999).status).toEqual({ text: 'Boat shed', until: 1000 })
  expect(cardAt(fields, 1000)).toEqual({ pronouns: 'she/her', about: 'Likes tides', status: null })
  expect(cardAt({ ...fields, until: null }, 10 ** 12).status).toEqual({ text: 'Boat shed', until: null })
  expect(nextEnd([fields, { ...fields, until: 500 }, noFields], 600)).toBe(1000)
  expect(nextEnd([fields], 1000)).toBeNull()
})

test('each field holds as many characters as it may, counted as people count them, and no more', () => {
  const most = { ...noFields, pronouns: '🌊'.repeat(40), about: 'é'.repeat(280), status: '潮'.repeat(80) }
  expect(sealable(most)).toEqual(most)
  for (const name of ['pronouns', 'about', 'status'] as const) {
    const over = { ...most, [name]: `${most[name]}x` }
    expect(() => sealable(over)).toThrow(expect.objectContaining({ code: 'too_large' }))
    expect(() => sealable({ ...noFields, [name]: 'x'.repeat(10_000) })).toThrow('larger')
  }
})

test('what shows nothing or turns the direction of text is taken out, on both sides', () => {
  const hostile = {
    ...noFields,
    pronouns: '\u202Eevil\u0000',
    about: ' a\r\nb\u2067\tc ',
    status: '\u200B\n ',
    until: 5,
  }
  expect(sealable(hostile)).toEqual({ pronouns: 'evil', about: 'a\nbc', status: '', until: null })
  expect(cardAt(hostile, 0)).toEqual({ pronouns: 'evil', about: 'a\nbc', status: null })
  expect(isBlank(sealable({ ...noFields, about: '\u202E\n\n' }))).toBe(true)
  expect(sealable({ ...noFields, about: '\uD800' }).about).toBe('\uFFFD')
  expect(cardAt({ ...noFields, about: 'l\n'.repeat(100) }, 0).about.split('\n')).toHaveLength(8)
})
