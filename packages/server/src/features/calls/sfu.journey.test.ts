import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeId } from '@parley/protocol'
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk'
import { expect, test } from 'vitest'
import {
  directWith,
  openServer,
  SfuLineSocket,
  sfuProgram,
  type TestServer,
  visitor,
  withSfu,
} from '../../testing/index.ts'

async function house() {
  const server = await openServer(withSfu())
  const [ada, ben] = [await visitor(server, 'ada', 'Ada'), await visitor(server, 'ben', 'Ben')]
  const room = (await ada.live.do('rooms.direct', directWith(ben))).room.id
  /** Starts calls until one goes over the SFU: it takes a moment to come up. */
  const start = async () => {
    const admitted = await ada.live.do('calls.start', { room, media: 'audio' })
    if (admitted.route.kind === 'sfu') return { ...admitted, ticket: admitted.route.ticket }
    await ada.live.do('calls.leave', { call: admitted.call.id })
    throw new Error('no SFU yet')
  }
  const { call, ticket } = await eventually(start)
  const ticketOf = async (who: typeof ada) => {
    const { route } = await who.live.do('calls.join', { call: call.id })
    return route.kind === 'sfu' ? route.ticket : ''
  }
  return { server, ada, ben, room, call, ticket, ticketOf }
}

async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  let answer: T | undefined
  await expect
    .poll(async () => {
      answer = await ask().catch(() => undefined)
      return answer !== undefined
    })
    .toBe(true)
  return answer as T
}

/** What the server knows of its SFU, and nobody else. */
async function secrets({ folder }: TestServer) {
  const { ports, key } = JSON.parse(await readFile(join(folder, 'sfu', 'running.json'), 'utf8')) as {
    ports: { signal: number }
    key: { id: string; secret: string }
  }
  return { url: `http://127.0.0.1:${ports.signal}`, key }
}

/** Who is in a call there; null: it knows of no such call. */
async function inSfu(server: TestServer, call: string): Promise<readonly string[] | null> {
  const { url, key } = await secrets(server)
  const service = new RoomServiceClient(url, key.id, key.secret)
  if ((await service.listRooms([call])).length === 0) return null
  return (await service.listParticipants(call)).map(({ identity }) => identity).toSorted()
}

async function past(server: TestServer, call: string, device: string) {
  const { url, key } = await secrets(server)
  const token = new AccessToken(key.id, key.secret, { identity: device, ttl: 600 })
  token.addGrant({ roomJoin: true, room: call })
  return { url, word: await token.toJwt() }
}

test.skipIf(!sfuProgram)(
  'row 80: a ticket lets one device into one call, once, from a page of this server',
  async () => {
    const { server, ada, ben, call, ticket, ticketOf } = await house()
    await using _ = server
    expect(call).toMatchObject({ state: 'ringing', carrier: 'sfu' })
    const foreign = new SfuLineSocket(server.url, ticket, { origin: 'https://elsewhere.example' })
    await expect(foreign.entered).rejects.toThrow('403')
    const reason = (word: string) => fetch(`${server.url}/rtc/v1/validate?access_token=${word}`)
    expect((await reason(ticket)).status).toBe(200)
    const first = new SfuLineSocket(server.url, ticket)
    expect(await first.entered).toBe(ada.device)
    await expect(new SfuLineSocket(server.url, ticket).entered).rejects.toThrow('401')
    const refused = await reason(ticket)
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([401, 'unauthenticated'])
    for (const word of ['', 'x.y', `${ticket}x`, '%00'])
      await expect(new SfuLineSocket(server.url, word).entered).rejects.toThrow('401')
    const second = new SfuLineSocket(server.url, await ticketOf(ben))
    expect(await second.entered).toBe(ben.device)
    // A device that comes again takes the place of its own earlier line.
    const again = new SfuLineSocket(server.url, await ticketOf(ada))
    expect(await again.entered).toBe(ada.device)
    await first.closed
    expect(second.isOpen).toBe(true)
  },
)

test.skipIf(!sfuProgram)('row 80: whoever loses the seat loses the line, and no word lets them in again', async () => {
  const { server, ada, ben, call, ticket, ticketOf } = await house()
  await using _ = server
  const line = new SfuLineSocket(server.url, ticket)
  await line.entered
  const other = new SfuLineSocket(server.url, await ticketOf(ben))
  await other.entered
  const unused = await ticketOf(ada)
  // Whoever loses the line, not the seat, comes back with what was handed out over it.
  await expect.poll(() => line.words).toHaveLength(1)
  const back = new SfuLineSocket(server.url, line.words[0] ?? '')
  expect(await back.entered).toBe(ada.device)
  await expect.poll(() => back.words).toHaveLength(1)
  // The SFU's own words live for minutes; nobody gets any, and here they are none.
  const own = await past(server, call.id, ada.device)
  await expect(new SfuLineSocket(server.url, own.word).entered).rejects.toThrow('401')
  await ada.live.do('calls.leave', { call: call.id })
  expect((await back.closed).code).toBe(4403)
  for (const word of [unused, ...back.words])
    await expect(new SfuLineSocket(server.url, word).entered).rejects.toThrow('401')
  // The call of two ended with it.
  expect((await other.closed).code).toBe(4403)
})

test.skipIf(!sfuProgram)('row 80: whoever is in the SFU without a seat is thrown out', async () => {
  const { server, ticket, call } = await house()
  await using _ = server
  const line = new SfuLineSocket(server.url, ticket)
  await line.entered
  const ghost = await past(server, call.id, 'ghost')
  const around = new SfuLineSocket(ghost.url, ghost.word)
  expect(await around.entered).toBe('ghost')
  await around.closed
  expect(line.isOpen).toBe(true)
  const elsewhere = await past(server, 'another-call', 'ghost')
  await expect(new SfuLineSocket(elsewhere.url, elsewhere.word).entered).rejects.toThrow('404')
})

test.skipIf(!sfuProgram)('row 80: signals that are too large, too many or none end their own line alone', async () => {
  const { server, ada, ben, room, call, ticket, ticketOf } = await house()
  await using _ = server
  const good = new SfuLineSocket(server.url, ticket)
  await good.entered
  const bad = async (misbehave: (line: SfuLineSocket) => void): Promise<number> => {
    const line = new SfuLineSocket(server.url, await ticketOf(ben))
    await line.entered
    misbehave(line)
    return (await line.closed).code
  }
  expect(await bad((line) => line.send(new Uint8Array(2 ** 20)))).toBe(1009)
  expect(await bad((line) => Array.from({ length: 10_000 }, () => line.send(new Uint8Array([26, 0]))))).toBe(4029)
  // What is no signal the SFU passes over in silence, or ends the line.
  const garbage = new SfuLineSocket(server.url, await ticketOf(ben))
  await garbage.entered
  for (let n = 0; n < 50; n += 1) garbage.send(new Uint8Array([255, n, 255, 7, n]))
  garbage.close()
  expect(good.isOpen).toBe(true)
  const still = await ada.live.do('calls.renew', { call: call.id, room, media: 'audio' })
  expect(still.call.participants.map(({ device }) => device)).toContain(ada.device)
})

test.skipIf(!sfuProgram)(
  'rows 77 and 80: twenty join at once: all have a seat and a word of their own, and when they go nobody is left in the SFU',
  async () => {
    await using server = await openServer({ ...withSfu(), PARLEY_CREDENTIALS_PER_MINUTE: '1000' })
    const many = Array.from({ length: 20 }, (_, n) => visitor(server, `comer${n}`))
    const [first, ...others] = await Promise.all(many)
    if (!first) throw new Error('Nobody has come.')
    const room = makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
    await first.live.do('rooms.create', { id: room, kind: 'public', name: 'hall', topic: '' })
    await Promise.all(others.map(({ live }) => live.do('rooms.join', { room })))
    const { call } = await eventually(async () => {
      const admitted = await first.live.do('calls.start', { room, media: 'audio' })
      if (admitted.route.kind === 'sfu') return admitted
      await first.live.do('calls.leave', { call: admitted.call.id })
      throw new Error('no SFU yet')
    })
    const all = [first, ...others]
    const devices = all.map(({ device }) => device).toSorted()
    const began = performance.now()
    const lines = await Promise.all(
      all.map(async ({ live, device }) => {
        const { route } = await live.do('calls.join', { call: call.id })
        const line = new SfuLineSocket(server.url, route.kind === 'sfu' ? route.ticket : '')
        expect(await line.entered).toBe(device)
        return line
      }),
    )
    process.stdout.write(`twenty are in the SFU after ${Math.round(performance.now() - began)} ms\n`)
    const rosterOf = (one: (typeof all)[number]): readonly string[] | undefined =>
      one.live.frames
        .flatMap((frame) => (frame.type === 'call' && frame.call.id === call.id ? [frame.call.participants] : []))
        .at(-1)
        ?.map(({ device }) => device)
        .toSorted()
    for (const one of all) await expect.poll(() => rosterOf(one)).toEqual(devices)
    expect(await inSfu(server, call.id)).toEqual(devices)
    expect(lines.every(({ isOpen }) => isOpen)).toBe(true)
    await Promise.all(all.map(({ live }) => live.do('calls.leave', { call: call.id })))
    for (const line of lines) expect((await line.closed).code).toBe(4403)
    for (const { live } of all)
      await live.next('call', (event) => event.call.id === call.id && event.call.state === 'ended')
    await expect.poll(() => inSfu(server, call.id)).toBeNull()
  },
)

test('without an SFU there is no way in', async () => {
  await using server = await openServer()
  await expect(new SfuLineSocket(server.url, 'x').entered).rejects.toThrow('404')
})
