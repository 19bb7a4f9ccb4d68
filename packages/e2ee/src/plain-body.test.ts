import { expect, test } from 'vitest'
import { readPlainBody, writePlainBody } from './plain-body.ts'

test('row 26: a plain body holds the content and nothing else', () => {
  const content = { v: 1, kind: 'text', text: 'مرحبا 👋\n"quoted"' } as const
  expect(readPlainBody(writePlainBody(content))).toEqual(content)
})

test('what is no JSON is nothing, not an exception', () => {
  for (const body of ['', '{', 'text', '\u0000']) expect(readPlainBody(body)).toBeNull()
})
