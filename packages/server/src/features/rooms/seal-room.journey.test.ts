import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  codeOf,
  directWith,
  freshListOf,
  goLive,
  listOf,
  nextLine,
  openServer,
  type Person,
  sealedRoom,
  secondDevice,
  type TestServer,
  type Visitor,
  visitor,
} from '../../testing/index.ts'

const newId = () => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const refused = (code: string) => expect.objectContaining({ code })

interface Street extends AsyncDisposable {
  readonly server: TestServer
  readonly ada: Visitor
  readonly ben: Visitor
  readonly eve: Visitor
  /** Ada owns it, Ben is in it. */
  readonly room: string
  /** Of Ada and Ben. */
  readonly pair: string
}

/** A server whose rooms are from before there was sealing. */
async function oldStreet(): Promise<Street> {
  const first = await openServer()
  const [ada, ben, eve] = [await visitor(first, 'ada'), await visitor(first, 'ben'), await visitor(first, 'eve')]
  const room = (await ada.live.do('rooms.create', sealedRoom(undefined, ['name']))).room.id
  const line = (who: Person) => nextLine(who, room)
  await ada.live.do('rooms.invite', { room, user: ben.user, line: await line(ada) })
  await ben.live.do('rooms.join', { room, line: await line(ben) })
  const pair = (await ada.live.do('rooms.direct', directWith(ben))).room.id
  await Promise.all([ada, ben, eve].map(({ live }) => live.close()))
  await first.stop()
  const db = new DatabaseSync(join(first.folder, 'parley.db'))
  db.exec(`UPDATE rooms SET genesis = NULL, lines = NULL; DELETE FROM room_lines;
    UPDATE rooms SET name = 'Kitchen', topic = 'food' WHERE kind = 'private'`)
  db.close()
  const server = await openServer({}, first.folder)
  const again = async (handle: string) => goLive(await secondDevice(server, handle))
  return {
    ...{ server, room, pair },
    ...{ ada: await again('ada'), ben: await again('ben'), eve: await again('eve') },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await first[Symbol.asyncDispose]()
    },
  }
}

const headOf = (who: Visitor, room: string): number => listOf(who).find(({ id }) => id === room)?.head ?? 0
const sealing = (who: Visitor, room: string, lines: string[] = ['first', 'the name']) => ({
  ...{ room, head: headOf(who, room), genesis: `how ${room} begins`, lines },
})

test('an owner seals a room from before: everybody sees the moment, and its clear name is gone', async () => {
  await using street = await oldStreet()
  const { ada, ben, room } = street
  const head = headOf(ada, room)
  expect(listOf(ben).find(({ id }) => id === room)).toMatchObject({ name: 'Kitchen', lines: null })
  const link = await ada.live.do('invites.create', { for: 'guest', room, uses: 3, hours: 1 })
  const done = await ada.live.do('rooms.seal', sealing(ada, room))
  expect(done.room).toMatchObject({ id: room, name: '', topic: '', lines: 2, role: 'owner' })
  // The list first, so that nobody takes what follows for clear.
  expect((await ben.live.next('room')).room).toMatchObject({ id: room, name: '', lines: 2 })
  const { entry } = await ben.live.next('entry', (frame) => frame.room === room)
  expect([entry.seq, JSON.parse(entry.body)]).toEqual([
    head + 1,
    { v: 1, kind: 'sealed', line: { index: 1, body: 'first' } },
  ])
  const log = await ben.live.do('rooms.lines', { room, after: 0 })
  expect([log.genesis, log.lines.map(({ body }) => body)]).toEqual([`how ${room} begins`, ['first', 'the name']])
  await expect.poll(() => listOf(ben)).toEqual(await freshListOf(ben))
  expect((await ada.live.do('invites.list', {})).invites).toEqual([])
  const guest = { name: 'Kim', token: link.token, device: '' }
  expect(codeOf(await street.server.http.post('accounts.register-guest', guest))).toBe('invite_used_up')
})

test('who may seal: an owner of a private room, anybody in a direct message, nobody a public one or twice', async () => {
  await using street = await oldStreet()
  const { ada, ben, eve, room, pair } = street
  await expect(ben.live.do('rooms.seal', sealing(ben, room))).rejects.toEqual(refused('forbidden'))
  await expect(eve.live.do('rooms.seal', sealing(ada, room))).rejects.toEqual(refused('not_found'))
  await expect(eve.live.do('rooms.seal', sealing(ada, pair))).rejects.toEqual(refused('not_found'))
  await expect(ada.live.do('rooms.seal', { ...sealing(ada, room), lines: [] })).rejects.toEqual(refused('bad_request'))
  const open = newId()
  await eve.live.do('rooms.create', { id: open, kind: 'public', name: 'Hall', topic: '' })
  await expect(eve.live.do('rooms.seal', sealing(eve, open))).rejects.toEqual(refused('forbidden'))
  expect((await ben.live.do('rooms.seal', sealing(ben, pair, ['first']))).room).toMatchObject({ id: pair, lines: 1 })
  await expect(ada.live.do('rooms.seal', sealing(ada, pair))).rejects.toEqual(refused('conflict'))
  const born = (await eve.live.do('rooms.create', sealedRoom())).room.id
  await expect(eve.live.do('rooms.seal', sealing(eve, born))).rejects.toEqual(refused('conflict'))
})

test('of two at once the first wins, and what was written meanwhile is not passed over', async () => {
  await using street = await oldStreet()
  const { ada, ben, pair } = street
  const early = sealing(ada, pair)
  await ben.live.do('messages.send', { room: pair, id: newId(), kind: 'message', body: 'just now' })
  await expect(ada.live.do('rooms.seal', early)).rejects.toEqual(refused('stale'))
  await expect.poll(() => headOf(ada, pair)).toBe(early.head + 1)
  const both = await Promise.allSettled(
    [ada, ben].map((who) => who.live.do('rooms.seal', { ...sealing(ada, pair), genesis: `of ${who.user}` })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused('conflict') })
  const winner = both[0]?.status === 'fulfilled' ? ada : ben
  expect((await ada.live.do('rooms.lines', { room: pair, after: 0 })).genesis).toBe(`of ${winner.user}`)
})

test('a sealed room takes nothing in clear any more, and the name of it no change beside its lines', async () => {
  await using street = await oldStreet()
  const { ada, ben, room } = street
  const clear = { room, kind: 'message', body: JSON.stringify({ v: 1, kind: 'text', text: 'in clear' }) } as const
  const before = await ben.live.do('messages.send', { ...clear, id: 'm'.repeat(22) })
  await expect.poll(() => headOf(ada, room)).toBe(before.seq)
  await ada.live.do('rooms.seal', sealing(ada, room))
  // What arrived before is known when it is repeated.
  expect(await ben.live.do('messages.send', { ...clear, id: 'm'.repeat(22) })).toEqual({ ...before, dup: true })
  const body = JSON.stringify({ algorithm: 'a', ciphertext: 'c' })
  expect(await ben.live.do('messages.send', { ...clear, id: newId(), body })).toMatchObject({ dup: false })
  await expect(ben.live.do('messages.send', { ...clear, id: newId() })).rejects.toEqual(refused('not_sealed'))
  await expect(ada.live.do('rooms.update', { room, name: 'Back', topic: '' })).rejects.toEqual(refused('wrong_line'))
})
