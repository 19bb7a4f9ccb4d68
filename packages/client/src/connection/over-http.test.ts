import { commands } from '@parley/protocol'
import { expect, test } from 'vitest'
import { httpOnly } from './over-http.ts'

test('names the commands that the contract serves by POST only', () => {
  const declared = commands.filter(({ over }) => over === 'http').map(({ name }) => name)
  expect([...httpOnly].sort()).toEqual(declared.sort())
})
