// Writes a Zod schema as one line that a person can read: `{room: id, text: string, lasted?: integer}`.
import { Id } from '../packages/protocol/src/index.ts'

const idPattern = Id.toJSONSchema().pattern

function ofString({ enum: values, pattern }) {
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ')
  return pattern === idPattern ? 'id' : 'string'
}

function ofObject({ properties = {}, required = [], additionalProperties }) {
  if (Object.keys(properties).length === 0 && typeof additionalProperties === 'object') {
    return `{[id]: ${words(additionalProperties)}}`
  }
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${name}${required.includes(name) ? '' : '?'}: ${words(schema)}`,
  )
  return `{${fields.join(', ')}}`
}

function words(schema) {
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.anyOf ?? schema.oneOf) return (schema.anyOf ?? schema.oneOf).map(words).join(' | ')
  if (Array.isArray(schema.type)) return schema.type.join(' | ')
  switch (schema.type) {
    case 'string':
      return ofString(schema)
    case 'array':
      return `[${words(schema.items)}]`
    case 'object':
      return ofObject(schema)
    case undefined:
      return 'any JSON'
    default:
      return schema.type
  }
}

/** The alternatives of a union, one line each; one line for any other schema. */
export function shapeLines(schema) {
  const json = schema.toJSONSchema({ io: 'output', unrepresentable: 'any' })
  return (json.anyOf ?? json.oneOf ?? [json]).map(words)
}
