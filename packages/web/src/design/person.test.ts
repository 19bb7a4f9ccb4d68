import { expect, test } from 'vitest'
import { initials } from './initials.ts'
import { personColour } from './person-colour.ts'
import { shortcutAria, shortcutLabel } from './shortcut.ts'

test('the colour of a person is the same on every device', () => {
  expect(['ada', 'ben', 'chloé', '01JD3Q', ''].map(personColour)).toEqual([4, 3, 4, 5, 6])
})

test('the eight colours are used about equally', () => {
  const used = new Map<number, number>()
  for (let id = 0; id < 8000; id += 1) {
    const colour = personColour(`account-${id}`)
    used.set(colour, (used.get(colour) ?? 0) + 1)
  }
  expect([...used.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(Math.min(...used.values())).toBeGreaterThan(700)
})

test('initials take whole letters of any script', () => {
  expect(initials('Ines Moreau')).toBe('IM')
  expect(initials('  ada ')).toBe('A')
  expect(initials('Tomás de la Cruz')).toBe('TC')
  expect(initials('👩‍🚀 Stella')).toBe('👩‍🚀S')
  expect(initials('ليلى حداد')).toBe('لح')
  expect(initials('')).toBe('')
})

test('keys are written as the computer writes them', () => {
  expect(shortcutLabel('Ctrl+Shift+L', false)).toBe('Ctrl Shift L')
  expect(shortcutLabel('Ctrl+Shift+L', true)).toBe('⌘⇧L')
  expect(shortcutAria('Ctrl+K', false)).toBe('Control+K')
})
