import { expect, test } from 'vitest'
import { z } from 'zod'
import { commands } from './commands/index.ts'
import { errors } from './errors.ts'
import { openapi } from './openapi.ts'

const document = openapi('1.2.3')

test('every command stands in the OpenAPI document with its policy', () => {
  for (const command of commands) {
    expect(document.paths[`/api/${command.name}`]).toHaveProperty(['post', 'x-who'])
  }
})

test('row 13: GET /api/users/me is described with a schema', () => {
  expect(document.paths['/api/users/me']).toHaveProperty(['get', 'responses', '200', 'content'])
})

test('command names are unique and say noun and verb', () => {
  const names = commands.map((command) => command.name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+\.[a-z-]+$/)
})

test('every input is a closed object: an unknown key is refused', () => {
  for (const command of commands) {
    const schema = z.toJSONSchema(command.input, { io: 'input' })
    for (const one of schema.oneOf ?? schema.anyOf ?? [schema]) {
      expect(one, command.name).toMatchObject({ type: 'object', additionalProperties: false })
    }
  }
})

test('every error has a sentence that ends like one', () => {
  for (const { sentence, status } of Object.values(errors)) {
    expect(sentence).toMatch(/\.$/)
    expect(status).toBeGreaterThanOrEqual(400)
  }
})
