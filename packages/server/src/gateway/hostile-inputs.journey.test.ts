import { once } from 'node:events'
import {
  type Command,
  commands,
  type ErrorAnswer,
  type ErrorCode,
  errors,
  type ServerFrame,
  subprotocol,
} from '@parley/protocol'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { bent, hostileTexts, hostileValues } from '../testing/hostile-json.contract.ts'
import {
  type Answer,
  codeOf,
  openServer,
  owner,
  type Person,
  passwordOf,
  personOf,
  type TestServer,
} from '../testing/index.ts'
import { inputs, type Subjects } from '../testing/inputs.ts'
import { Bystanders } from './bystanders.contract.ts'

/** How long each of the long tests goes on; without it a few seconds each. */
const seconds = Number(process.env['PARLEY_FUZZ_SECONDS'] ?? 0)
const runs = (few: number) =>
  seconds === 0 ? { numRuns: few } : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: seconds * 1000 }
const patience = 240_000 + seconds * 1000
/**
 * Bytes that this process, tests and garbage included, may grow by; a leak of each call would be far above. In a long
 * run most of it is what the bystanders heard, which they keep until they are checked.
 */
const growth = (400 + 4 * seconds) * 2 ** 20

const commandNamed = (name: string): Command => {
  const found = commands.find((command) => command.name === name)
  if (!found) throw new Error(`${name} is not declared`)
  return found
}

const idOf = (name: string): string => `hostile-${name}`.padEnd(22, '-')
const call = fc.record({
  command: fc.constantFrom(...commands),
  place: fc.nat(1000),
  hostile: fc.oneof(fc.constantFrom(...hostileValues), fc.json()),
})

/** Not a mistake of the server, and one that the protocol names. */
function expectNamed({ code, sentence }: ErrorAnswer): void {
  expect(Object.keys(errors)).toContain(code)
  expect(code).not.toBe('internal')
  expect(sentence).toBe(errors[code as ErrorCode].sentence)
}

/** What a command promises, also to a client that gets keys of a later version beside it. */
function expectOutput({ output }: Command, body: unknown): void {
  expect(output.safeParse(body).error).toBeUndefined()
  expect(output.safeParse({ ...(body as object), keyOfALaterVersion: 1 }).error).toBeUndefined()
}

function expectAnswered(command: Command, { status, body }: Answer): void {
  if (status === 200) {
    expectOutput(command, body)
    return
  }
  const answer = body as ErrorAnswer
  expectNamed(answer)
  expect(status).toBe(errors[answer.code].status)
}

describe('row 27: whatever a command is given, it answers with its output or a named error', () => {
  let server: TestServer
  let olga: Person
  let bystanders: Bystanders
  let socket: WebSocket | null = null
  let rss = 0
  const subjects: Subjects = { handle: 'olga', room: idOf('room'), target: idOf('nobody'), fresh: idOf('fresh') }

  /** An input that fits, except that it cannot change the password by which the owner comes back. */
  function sampleOf(name: string): object {
    if (name === 'accounts.change-password') return { current: 'not it', next: passwordOf('olga') }
    return inputs[name as keyof typeof inputs](subjects)
  }

  beforeAll(async () => {
    server = await openServer()
    bystanders = await Bystanders.settle(server)
    olga = await owner(server)
    await olga.call('rooms.create', { id: subjects.room, kind: 'public', name: 'Room', topic: '' })
    bystanders.begin()
    rss = process.memoryUsage.rss()
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
  })

  /** Signs the owner in anew: a call has ended her session. No policy keeps her away from any handler. */
  async function signInAgain(): Promise<void> {
    const input = { handle: 'olga', password: passwordOf('olga'), device: '' }
    olga = personOf(server, await server.post('sessions.sign-in', input))
  }

  async function post(name: string, body: string, type = 'application/json'): Promise<Answer> {
    const headers = { 'content-type': type, authorization: `Bearer ${olga.access}` }
    const answer = await server.http.fetch(`/api/${name}`, { method: 'POST', headers, body })
    if (codeOf(answer) !== 'unauthenticated' || name === 'sessions.refresh') return answer
    await signInAgain()
    return await post(name, body, type)
  }

  /** One text over the socket; answers what came back for it, or the code with which the connection ended for it. */
  async function overSocket(text: string): Promise<ErrorAnswer | 'ok' | number> {
    if (socket?.readyState !== WebSocket.OPEN) {
      const { ticket } = (await post('sessions.ticket', '{}')).body as { ticket: string }
      socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/socket`, [subprotocol, `ticket.${ticket}`])
      await once(socket, 'open')
    }
    const { promise, resolve } = Promise.withResolvers<ErrorAnswer | 'ok' | number>()
    socket.onclose = ({ code }) => resolve(code)
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(String(data)) as ServerFrame
      if (frame.type === 'ok') resolve('ok')
      if (frame.type === 'error') resolve(frame.error)
    }
    socket.send(text)
    return await promise
  }

  test(
    'row 27: over HTTP, any value in any place of any command',
    async () => {
      const property = fc.asyncProperty(call, async ({ command, place, hostile }) => {
        expectAnswered(command, await post(command.name, bent(sampleOf(command.name), place, hostile)))
      })
      await fc.assert(property, runs(1000))
    },
    patience,
  )

  test('row 27: a key that a command does not know is refused, and one that an answer has beside is ignored', async () => {
    for (const command of commands.filter(({ name }) => name !== 'sessions.refresh')) {
      const answer = await post(command.name, JSON.stringify({ ...sampleOf(command.name), keyOfALaterVersion: 1 }))
      expect([command.name, codeOf(answer)]).toEqual([command.name, 'bad_request'])
      expect((answer.body as ErrorAnswer).path).toContain('input')
      expectAnswered(command, await post(command.name, JSON.stringify(sampleOf(command.name))))
    }
    const frame = { type: 'snapshot', keyOfALaterVersion: 1 }
    expect(await overSocket(JSON.stringify(frame))).toMatchObject({ code: 'bad_request' })
  })

  test(
    'row 27: over the WebSocket, any value in any place of any command',
    async () => {
      const property = fc.asyncProperty(call, async ({ command, place, hostile }) => {
        const frame = { type: 'do', id: 7, command: command.name, input: sampleOf(command.name) }
        const answer = await overSocket(bent(frame, place, hostile))
        if (typeof answer === 'number') expect([1009, 4403]).toContain(answer)
        else if (answer !== 'ok') expectNamed(answer)
      })
      await fc.assert(property, runs(1500))
    },
    patience,
  )

  test('row 27: texts that are no JSON, for every command', async () => {
    for (const [at, { name }] of commands.entries()) {
      for (const text of hostileTexts.filter((_, which) => (at + which) % 4 === 0)) {
        const answer = await post(name, text)
        expectNamed(answer.body as ErrorAnswer)
        expect(answer.status).toBeLessThan(500)
      }
    }
    for (const text of hostileTexts) expect(await overSocket(text)).toMatchObject({ code: 'bad_json' })
  })

  test('row 27: bodies that are too large or of another type', async () => {
    expect((await post('messages.send', `{"a":"${'x'.repeat(70_000)}"}`)).body).toMatchObject({ code: 'too_large' })
    for (const type of ['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded', 'nonsense']) {
      expect((await post('messages.send', '{}', type)).body).toMatchObject({ code: 'wrong_content_type' })
    }
  })

  test('row 27: a text that is taken comes back as it was, and its repetition is known as one', async () => {
    const texts = hostileValues.map((json): unknown => JSON.parse(json)).filter((value) => typeof value === 'string')
    const fits = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }))
    let sends = 0
    const property = fc.asyncProperty(fits, async (body) => {
      sends += 1
      const input = { room: subjects.room, id: idOf(`m-${sends}`), kind: 'message' as const, body }
      const first = await post('messages.send', JSON.stringify(input))
      if (first.status !== 200) return expectAnswered(commandNamed('messages.send'), first)
      const again = await post('messages.send', JSON.stringify(input))
      expect(again.body).toEqual({ ...(first.body as object), dup: true })
      const page = await olga.call('messages.history', { room: subjects.room, at: { kind: 'newest' }, limit: 1 })
      expect(page.entries[0]?.body).toBe(body)
    })
    await fc.assert(property, { numRuns: 80, examples: texts.map((text): [string] => [text]) })
  })

  test('row 27: afterwards the process serves, and Ada and Ben have lost nothing', async () => {
    await bystanders.check()
    expect(await server.http.call('server.info', {})).toMatchObject({ hasOwner: true })
    expect(process.memoryUsage.rss() - rss).toBeLessThan(growth)
  })
})
