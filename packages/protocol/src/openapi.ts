import { z } from 'zod'
import type { Command, Who } from './command.ts'
import { commands } from './commands/index.ts'
import { type ErrorCode, errors } from './errors.ts'

/** Errors that every command can be answered with. */
const shared: readonly ErrorCode[] = ['bad_request', 'bad_json', 'too_large', 'rate_limited', 'internal']
const sharedBySessions: readonly ErrorCode[] = [...shared, 'unauthenticated', 'forbidden']

const policy = (who: Who): string => (who.kind === 'room' ? `room:${who.atLeast}` : who.kind)

const body = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) },
})

function responses(command: Command) {
  const codes = [...(command.who.kind === 'anyone' ? shared : sharedBySessions), ...command.errors]
  const byStatus = Map.groupBy(codes, (code) => errors[code].status)
  const failures = [...byStatus].map(([status, group]) => [
    status,
    {
      description: [...new Set(group)].map((code) => `\`${code}\`: ${errors[code].sentence}`).join('\n\n'),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  ])
  return { 200: { description: 'Done.', content: body(command.output, 'output') }, ...Object.fromEntries(failures) }
}

function operation(command: Command) {
  return {
    operationId: command.name,
    summary: command.doc,
    tags: [command.name.split('.')[0]],
    'x-who': policy(command.who),
    'x-cost': command.cost,
    'x-over': command.over ?? 'both',
    security: command.who.kind === 'anyone' ? [] : [{ access: [] }],
    responses: responses(command),
  }
}

/** The OpenAPI 3.1 document of `POST /api/<command>`, made from the declarations. */
export function openapi(version: string) {
  const paths: Record<string, object> = {}
  for (const command of commands) {
    paths[`/api/${command.name}`] = {
      post: { ...operation(command), requestBody: { required: true, content: body(command.input, 'input') } },
    }
    if (command.get) paths[command.get] = { get: { ...operation(command), operationId: `get ${command.name}` } }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Parley', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: { access: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT (EdDSA)' } },
      schemas: {
        Error: {
          type: 'object',
          required: ['code', 'sentence', 'retryable'],
          properties: {
            code: { enum: Object.keys(errors) },
            sentence: { type: 'string' },
            retryable: { type: 'boolean' },
            retry_after: { type: 'integer', description: 'milliseconds' },
            path: { type: 'string' },
          },
        },
      },
    },
  }
}
