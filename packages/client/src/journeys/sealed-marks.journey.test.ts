import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Vault } from '@parley/e2ee/vault'
import type { ServerFrame } from '@parley/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { reachOf } from '../marks/marks.ts'
import { until } from '../readable.ts'
import { lazyVault, type OpenVault } from '../sealing/open-vault.ts'
import { vaultBehind } from '../testing/behind.ts'
import { lossyVault } from '../testing/lossy-vault.ts'
import { eventually, live, shows, Town } from '../testing/town.ts'
import { directOf, idOf, listed } from '../testing/who.ts'

let town: Town
beforeAll(async () => {
  town = await Town.open()
})
afterAll(() => town[Symbol.asyncDispose]())

/** A sealed room of the first, joined by the others and open on all sides. */
async function roomOf(host: Client, ...others: Client[]): Promise<string> {
  const room = await host.createRoom({ kind: 'private', name: 'Room', topic: '' })
  host.room(room).open()
  for (const other of others) {
    await host.room(room).change({ kind: 'invite', user: idOf(other) })
    await listed(other, room)
    await other.room(room).change({ kind: 'join' })
    other.room(room).open()
  }
  return room
}

/** Writes a message and answers its position. */
async function say(client: Client, room: string, text: string): Promise<number> {
  const key = await client.room(room).send(text)
  const { items } = await until(client.room(room).timeline, (all) =>
    all.items.some((item) => item.key === key && item.seq !== null),
  )
  return items.find((item) => item.key === key)?.seq ?? 0
}

/** Waits until so many others have a position delivered and read. */
const reached = (client: Client, room: string, seq: number, delivered: number, read: number) =>
  until(client.room(room).marks, (marks) => {
    const reach = reachOf(marks, seq, idOf(client))
    return reach.delivered === delivered && reach.read === read
  })

/** A socket that remembers what came, and to which something can be shown again. */
function tap() {
  const came: string[] = []
  const sent: string[] = []
  let socket: WebSocket | null = null
  class Tap extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      socket = this
      this.addEventListener('message', ({ data }) => came.push(String(data)))
    }
    override send(data: string): void {
      sent.push(data)
      super.send(data)
    }
  }
  const frames = () => came.map((text) => JSON.parse(text) as ServerFrame)
  const show = (frame: ServerFrame): void => {
    socket?.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }))
  }
  return { WebSocket: Tap as typeof WebSocket, frames, show, sent }
}

/** What the database holds of a room's sealed marks. */
function marksAtRest(room: string): readonly Record<string, unknown>[] {
  using db = new DatabaseSync(join(town.folder, 'parley.db'), { readOnly: true })
  const n = db.prepare('SELECT n FROM rooms WHERE id = ?').get(room)?.['n'] as number
  expect(db.prepare('SELECT * FROM marks WHERE room = ?').all(n)).toEqual([])
  return db.prepare('SELECT user, sealed FROM sealed_marks WHERE room = ?').all(n)
}

test('rows 43, 44, 45: in a sealed direct message sent, then delivered, then read; the server cannot read it', async () => {
  const wire = tap()
  const [ada, ben] = [await town.person('ada'), await town.person('ben', { WebSocket: wire.WebSocket })]
  const room = await directOf(ada, ben)
  ben.room(room).close()
  const seq = await say(ada, room, 'Are you there?')
  await reached(ada, room, seq, 1, 0)
  await until(ben.rooms, (rooms) => rooms.some(({ id, unread }) => id === room && unread === 1))
  ben.room(room).markRead(seq)
  await reached(ada, room, seq, 1, 1)
  await until(ben.rooms, (rooms) => rooms.some(({ id, unread }) => id === room && unread === 0))
  const told = wire.sent.filter((frame) => frame.includes('marks.set'))
  expect(told.length).toBeGreaterThan(0)
  for (const frame of told) expect(frame).not.toContain('delivered')
  expect(marksAtRest(room).map(({ user }) => user)).toEqual([idOf(ben)])
})

test('row 49: in a sealed room of three a message goes from 0 of 2 to 2 of 2', async () => {
  const [host, ben, cyd] = [await town.person('hana'), await town.person('bea'), await town.person('cyd')]
  const room = await roomOf(host, ben, cyd)
  const seq = await say(host, room, 'Who has read this?')
  await reached(host, room, seq, 2, 0)
  ben.room(room).markRead(seq)
  await reached(host, room, seq, 2, 1)
  cyd.room(room).markRead(seq)
  await reached(host, room, seq, 2, 2)
  await reached(ben, room, seq, 1, 1)
})

test('row 45: what was read without a connection is told, sealed, when there is one; and it is there for whoever comes later', async () => {
  const [dora, emil] = [await town.person('dora'), await town.person('emil')]
  const room = await directOf(dora, emil)
  const seq = await say(dora, room, 'Read me later')
  await shows(emil, room, ['Read me later'])
  await town.stop()
  await until(emil.connection, ({ kind }) => kind === 'connecting')
  emil.room(room).markRead(seq)
  await town.begin()
  await reached(dora, room, seq, 1, 1)
  const key = await dora.makeRecoveryKey()
  const fresh = await town.device('dora')
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  fresh.room(room).open()
  await fresh.recover(key)
  await reached(fresh, room, seq, 1, 1)
})

test('row 45: a device that came later and finds no key for a mark asks whoever sealed it', async () => {
  // The older device loses what it stores of the keys of marks, and nothing written is closed that would bring them.
  const openVault = vaultBehind(() => ({
    'backups.put': ({ version, sessions }, ask) =>
      ask({ version, sessions: sessions.filter(({ room }) => !room.includes('.signs')) }),
  }))
  const [sol, tia] = [await town.person('sol', { openVault }), await town.person('tia')]
  const room = await directOf(sol, tia)
  const seq = await say(sol, room, 'Read before the second device')
  await shows(tia, room, ['Read before the second device'])
  tia.room(room).markRead(seq)
  await reached(sol, room, seq, 1, 1)
  const key = await sol.makeRecoveryKey()
  const fresh = await town.device('sol')
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  await fresh.recover(key)
  await until(fresh.keyring, ({ kind }) => kind === 'ready')
  fresh.room(room).open()
  await reached(fresh, room, seq, 1, 1)
})

test('a mark that the server shows again, or under another name, changes nothing', async () => {
  const wire = tap()
  const [fay, gus, ike] = [
    await town.person('fay', { WebSocket: wire.WebSocket }),
    await town.person('gus'),
    await town.person('ike'),
  ]
  const room = await roomOf(fay, gus, ike)
  const first = await say(fay, room, 'one')
  await reached(fay, room, first, 2, 0)
  const old = wire
    .frames()
    .findLast((frame) => frame.type === 'sealed_marks' && frame.marks.some(({ user }) => user === idOf(gus)))
  const last = await say(fay, room, 'two')
  gus.room(room).markRead(last)
  await reached(fay, room, last, 2, 1)
  const before = fay.room(room).marks.get()
  if (old?.type !== 'sealed_marks') throw new Error('no mark has come')
  const newest = wire
    .frames()
    .findLast((frame) => frame.type === 'sealed_marks' && frame.marks.some(({ user }) => user === idOf(gus)))
  if (newest?.type !== 'sealed_marks') throw new Error('no mark has come')
  wire.show(old)
  wire.show({ ...newest, marks: newest.marks.map((mark) => ({ ...mark, user: idOf(ike), device: 'x'.repeat(22) })) })
  wire.show({ ...newest, marks: newest.marks.map((mark) => ({ ...mark, device: 'y'.repeat(22), sealed: 'nothing' })) })
  // Marks of a room are opened one after the other: with the next of Ike's, these have been seen.
  const next = await say(fay, room, 'three')
  await until(fay.room(room).marks, (marks) =>
    marks.some(({ user, delivered }) => user === idOf(ike) && delivered === next),
  )
  const of = (user: string) =>
    fay
      .room(room)
      .marks.get()
      .find((mark) => mark.user === user)
  expect(of(idOf(ike))?.read).toBeLessThan(first)
  expect(of(idOf(gus))?.read).toBe(last)
  expect(before.find(({ user }) => user === idOf(gus))?.read).toBe(last)
})

test('who was removed opens none of the marks that follow', async () => {
  let kept: Vault | null = null
  const openVault: OpenVault = async (...given) => {
    kept = await lazyVault(...given)
    return kept
  }
  const [jan, kim, lou] = [await town.person('jan'), await town.person('kim'), await town.person('lou', { openVault })]
  const room = await roomOf(jan, kim, lou)
  const opens = async () => {
    const [mark] = marksAtRest(room).filter(({ user }) => user === idOf(kim))
    const value = { id: null, room: `${room}.signs`, sender: idOf(kim), at: 0, body: String(mark?.['sealed']) }
    return await (kept as unknown as Vault).peek(value)
  }
  const first = await say(jan, room, 'for three')
  await reached(lou, room, first, 1, 0)
  expect((await opens()).kind).toBe('opened')
  await jan.room(room).change({ kind: 'kick', user: idOf(lou) })
  await until(lou.rooms, (rooms) => rooms.every(({ id }) => id !== room))
  await until(kim.rooms, (rooms) => rooms.some(({ id, members }) => id === room && members === 2))
  const second = await say(jan, room, 'for two')
  kim.room(room).markRead(second)
  await reached(jan, room, second, 1, 1)
  expect(await opens()).toEqual({ kind: 'unopened', why: 'no-key' })
})

test('row 45: who keeps read marks to themselves neither sends nor sees them in a sealed room', async () => {
  const [mia, ned] = [await town.person('mia'), await town.person('ned')]
  const room = await directOf(mia, ned)
  await ned.call('users.settings', { settings: { invisible: false, typing: true, receipts: false, reports: true } })
  await until(ned.session, (state) => state.kind === 'signed-in' && !state.settings.receipts)
  const seq = await say(mia, room, 'a question')
  await shows(ned, room, ['a question'])
  ned.room(room).markRead(seq)
  await until(ned.rooms, (rooms) => rooms.some(({ id, unread }) => id === room && unread === 0))
  const mine = await say(ned, room, 'an answer')
  mia.room(room).markRead(mine)
  await reached(ned, room, mine, 1, 0)
  await reached(mia, room, seq, 1, 0)
  await ned.call('users.settings', { settings: { invisible: false, typing: true, receipts: true, reports: true } })
  await until(ned.session, (state) => state.kind === 'signed-in' && state.settings.receipts)
  const last = await say(mia, room, 'another one')
  await shows(ned, room, ['a question', 'an answer', 'another one'])
  ned.room(room).markRead(last)
  await reached(mia, room, last, 1, 1)
})

test('row 40: who types in a sealed room shows, and does not any more once they send or stop; a note shown again is nothing', async () => {
  const wire = tap()
  const [olga, pia] = [await town.person('olga', { WebSocket: wire.WebSocket }), await town.person('pia')]
  const room = await directOf(olga, pia)
  const { typing } = olga.room(room)
  const isTyping = (users: readonly string[]) => users.includes(idOf(pia))
  pia.room(room).setTyping(true)
  await until(typing, isTyping)
  await pia.room(room).send('done')
  await until(typing, (users) => !isTyping(users))
  pia.room(room).setTyping(true)
  await until(typing, isTyping)
  pia.room(room).setTyping(false)
  await until(typing, (users) => !isTyping(users))
  let shown = 0
  const stop = typing.subscribe(() => {
    shown += 1
  })
  const notes = wire.frames().filter(({ type }) => type === 'sealed_typing')
  expect(notes.length).toBeGreaterThanOrEqual(3)
  for (const note of notes) wire.show(note)
  // Notes are opened in their order: this one comes after those that were shown again.
  pia.room(room).setTyping(true)
  await until(typing, isTyping)
  expect(shown).toBe(1)
  // Nobody says that it ended.
  await pia.close()
  await until(typing, (users) => !isTyping(users))
  stop()
  expect(wire.frames().some(({ type }) => type === 'typing')).toBe(false)
})

test('row 40: who switches typing off neither sends nor sees it in a sealed room', async () => {
  const wires = [tap(), tap()]
  const [quin, rosa] = [
    await town.person('quin', { WebSocket: wires[0]?.WebSocket as typeof WebSocket }),
    await town.person('rosa', { WebSocket: wires[1]?.WebSocket as typeof WebSocket }),
  ]
  const room = await directOf(quin, rosa)
  await rosa.call('users.settings', { settings: { invisible: false, typing: false, receipts: true, reports: true } })
  await until(rosa.session, (state) => state.kind === 'signed-in' && !state.settings.typing)
  quin.room(room).setTyping(true)
  rosa.room(room).setTyping(true)
  await eventually(() => wires[0]?.sent.some((frame) => frame.includes('typing.set')) ?? false)
  await quin.room(room).send('one')
  await shows(rosa, room, ['one'])
  await rosa.room(room).send('two')
  await shows(quin, room, ['one', 'two'])
  expect([quin.room(room).typing.get(), rosa.room(room).typing.get()]).toEqual([[], []])
  for (const wire of wires) expect(wire.frames().some(({ type }) => type === 'sealed_typing')).toBe(false)
})

test('with somebody whom nobody let in, others are told of no marks; the own read mark is kept, and the rest follows', async () => {
  const wire = tap()
  const [sue, tom, uma] = [
    await town.person('sue'),
    await town.person('tom', { WebSocket: wire.WebSocket }),
    await town.person('uma'),
  ]
  const room = await directOf(sue, tom)
  const seq = await say(sue, room, 'Hello')
  await reached(sue, room, seq, 1, 0)
  const size = (client: Client, members: number) =>
    until(client.rooms, (rooms) => rooms.some((one) => one.id === room && one.members === members))
  const change = async (sql: string) => {
    await town.stop()
    const db = new DatabaseSync(join(town.folder, 'parley.db'))
    const n = db.prepare('SELECT n FROM rooms WHERE id = ?').get(room)?.['n'] as number
    db.exec(sql.replaceAll('$n', `${n}`))
    db.close()
    await town.begin()
    for (const client of [sue, tom]) await live(client)
  }
  await change(`
    INSERT INTO members(room, user, role, state, since) VALUES ($n, '${idOf(uma)}', 'member', 'joined', 1);
    UPDATE rooms SET members = 3, version = version + 1 WHERE n = $n`)
  await size(tom, 3)
  wire.sent.length = 0
  tom.room(room).markRead(seq)
  await eventually(() => wire.sent.some((frame) => frame.includes('marks.set')))
  await until(tom.rooms, (rooms) => rooms.some(({ id, read }) => id === room && read.seq === seq))
  expect(
    wire.sent.filter((frame) => frame.includes('marks.set')).every((frame) => frame.includes('"sealed":null')),
  ).toBe(true)
  await change(`
    DELETE FROM members WHERE room = $n AND user = '${idOf(uma)}';
    UPDATE rooms SET members = 2, version = version + 1 WHERE n = $n`)
  await reached(sue, room, seq, 1, 1)
})

test('row 44: what cannot be opened yet was not delivered', async () => {
  let isLost = false
  const [vic, wim] = [await town.person('vic', { openVault: lossyVault(() => isLost) }), await town.person('wim')]
  const room = await directOf(vic, wim)
  isLost = true
  const seq = await say(vic, room, 'sealed with a key that got lost')
  await until(wim.room(room).timeline, ({ items }) => items.some(({ content }) => content.kind === 'unreadable'))
  expect(reachOf(vic.room(room).marks.get(), seq, idOf(vic)).delivered).toBe(0)
  isLost = false
  await shows(wim, room, ['sealed with a key that got lost'])
  await reached(vic, room, seq, 1, 0)
})
