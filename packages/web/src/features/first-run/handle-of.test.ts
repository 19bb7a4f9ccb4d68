import { expect, test } from 'vitest'
import { handleOf } from './handle-of.ts'

test.each([
  ['Ines Moreau', 'ines'],
  ['Chloé', 'chloe'],
  ['  Jean-Luc P.', 'jeanluc'],
  ['نور', ''],
  ['A', ''],
  ['', ''],
])('%s becomes %s', (name, handle) => expect(handleOf(name)).toBe(handle))
