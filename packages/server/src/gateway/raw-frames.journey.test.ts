import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer, type Person, person, type TestServer } from '../testing/index.ts'
import { closeWith, frameCases, outcomeOf, tooLarge } from '../testing/raw-frames.ts'
import { RawSocket, rawFrame } from '../testing/raw-socket.ts'
import { Bystanders } from './bystanders.contract.ts'

const text = 1

describe('row 27: whatever frames come, the connection ends with the right code and the others notice nothing', () => {
  let server: TestServer
  let mallory: Person
  let bystanders: Bystanders

  beforeAll(async () => {
    server = await openServer()
    bystanders = await Bystanders.settle(server)
    mallory = await person(server, 'mallory', 'Mallory')
    bystanders.begin()
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
  })

  async function upgraded(): Promise<RawSocket> {
    const { ticket } = await mallory.call('sessions.ticket', {})
    return await RawSocket.upgrade(server.port, ticket)
  }

  /** How it goes on after these bytes. */
  async function outcome(sent: Uint8Array): Promise<number | 'cut' | 'lives'> {
    using raw = await upgraded()
    return await outcomeOf(raw, sent)
  }

  test.each(frameCases())('row 27: %s', async (_, sent, ends) => {
    expect(ends).toContain(await outcome(sent))
  })

  test('row 27: random bytes end with a code of RFC 6455 or none, whatever they are', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (sent) => {
      using raw = await upgraded()
      raw.write(sent)
      raw.write(closeWith(1000))
      raw.write(Buffer.alloc(2 * tooLarge))
      const how = await raw.end()
      if (how.kind === 'closed') expect([1000, 1002, 1005, 1007, 1008, 1009]).toContain(how.code)
    })
    await fc.assert(property, { numRuns: 150 })
  })

  test('row 27: frames that stay half end with their connection', async () => {
    for (const half of [
      rawFrame(text, 'x'.repeat(100)).subarray(0, 3),
      rawFrame(text, 'x'.repeat(100)).subarray(0, 50),
    ]) {
      using raw = await upgraded()
      raw.write(half)
    }
    expect(await outcome(Buffer.alloc(0))).toBe('lives')
  })

  test('row 27: afterwards the process serves, and Ada and Ben have lost nothing', async () => {
    await bystanders.check()
    expect((await server.http.fetch('/livez')).status).toBe(200)
  })
})
