import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldHandle, handleFault, handleForms } from './handle.ts'

const skeleton = (typed: string): string => handleForms(typed).skeleton

test('row 4: handles that a reader could mistake for each other share a skeleton', () => {
  const alike = [
    ['anna', 'аnna', 'Anna', 'ａｎｎａ', 'an-na', 'a.n_na', 'αnna', 'ánna'],
    ['bill', 'bi11', 'BILL', 'biII', 'b1ll'],
    ['modern', 'modem', 'm0dern'],
    ['vvendy', 'wendy', 'ԝendy'],
    ['chloe', 'сһІоё', 'chl0e', 'chloé'],
  ]
  for (const [first = '', ...others] of alike) {
    for (const other of others) expect(skeleton(other), other).toBe(skeleton(first))
  }
  expect(skeleton('anna')).not.toBe(skeleton('hanna'))
})

test('a handle is ASCII, 2 to 32 characters, and begins and ends with a letter or digit', () => {
  const fault = (typed: string) => handleFault(handleForms(typed), 'free')
  for (const good of ['ab', 'ada.lovelace', 'x-y_z', '42', 'a'.repeat(32), ' Ada '])
    expect(fault(good), good).toBeNull()
  for (const bad of ['a', '', '.ab', 'ab-', 'a b', 'a@b', 'a/b', 'anna\u0000', 'ömer', '愛', '😀😀', 'a'.repeat(33)]) {
    expect(fault(bad), bad).toBe('handle_not_allowed')
  }
})

test('names of the house and of many people at once belong to nobody, nor does what looks like them', () => {
  expect(handleFault(handleForms('admin'), 'free')).toBe('handle_taken')
  expect(handleFault(handleForms('Everyone'), 'free')).toBe('handle_taken')
  expect(handleFault(handleForms('adm1n'), 'free')).toBe('handle_look_alike')
  expect(handleFault(handleForms('раrley'), 'free')).toBe('handle_look_alike')
})

const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'aаα0oо1lI|iıрpvwrnm.-_ßＡａ'), maxLength: 12 }),
)

test('folding twice changes nothing more, whatever is typed', () => {
  fc.assert(fc.property(typed, (text) => foldHandle(foldHandle(text)) === foldHandle(text)))
})

test('a skeleton is its own skeleton, and does not see case', () => {
  fc.assert(fc.property(typed, (text) => skeleton(skeleton(text)) === skeleton(text)))
  fc.assert(fc.property(typed, (text) => skeleton(foldHandle(text)) === skeleton(text)))
})

test('what is allowed is plain ASCII as it is stored', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const forms = handleForms(text)
      return handleFault(forms, 'free') !== null || /^[a-z0-9._-]{2,32}$/.test(forms.text)
    }),
  )
})
