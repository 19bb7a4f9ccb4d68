import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { privateRoom } from '../testing/comers.ts'
import { bringIn } from '../testing/history-room.ts'
import { shows, Town } from '../testing/town.ts'
import { directOf, idOf } from '../testing/who.ts'

const named = (client: Client, room: string, name: string) =>
  until(client.rooms, (rooms) => rooms.some((one) => one.id === room && one.name === name))

test('row 15: two people talk in a sealed direct message', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await directOf(ada, ben)
  expect(ada.rooms.get().find(({ id }) => id === room)?.sealing).toBe('sealed')
  await ada.room(room).send('Hello Ben')
  await shows(ben, room, ['Hello Ben'])
  await ben.room(room).send('Hello Ada')
  await shows(ada, room, ['Hello Ben', 'Hello Ada'])
  expect(await ben.direct([idOf(ada)])).toBe(room)
})

test('a private room: its name, who is invited, joins, speaks, is sent away', async () => {
  await using town = await Town.open()
  const [ada, ben, cyd] = [await town.person('ada'), await town.person('ben'), await town.person('cyd')]
  const room = await ada.createRoom({ kind: 'private', name: 'Budget', topic: 'numbers' })
  await named(ada, room, 'Budget')
  ada.room(room).open()
  await ada.room(room).send('before you')
  await shows(ada, room, ['before you'])
  for (const other of [ben, cyd]) {
    await ada.room(room).change({ kind: 'invite', user: idOf(other) })
    await named(other, room, 'Budget')
    await other.room(room).change({ kind: 'join' })
    other.room(room).open()
  }
  await ben.room(room).send('Hello all')
  await shows(ada, room, ['before you', 'Hello all'])
  await shows(cyd, room, ['Hello all'])
  await ada.room(room).change({ kind: 'about', name: 'Costs', topic: '' })
  await named(ben, room, 'Costs')
  await ada.room(room).change({ kind: 'kick', user: idOf(cyd) })
  await until(cyd.rooms, (rooms) => rooms.every(({ id }) => id !== room))
  await ada.room(room).send('the two of us')
  await shows(ben, room, ['Hello all', 'the two of us'])
})

const ofMembers = ['entry', 'member', 'room']
let isLate = false
/** Messages that wait here to go out in one go; null: they go at once. */
let held: string[] | null = null
/** A connection over which nobody hears for a while who comes and goes, and which holds messages back. */
class LateEntries extends WebSocket {
  override send(data: string): void {
    if (held && (JSON.parse(data) as { command?: string }).command === 'messages.send') held.push(data)
    else super.send(data)
  }

  release(): void {
    for (const data of held ?? []) super.send(data)
    held = null
  }

  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols)
    this.addEventListener('message', (event) => {
      if (isLate && ofMembers.includes((JSON.parse(String(event.data)) as { type: string }).type))
        event.stopImmediatePropagation()
    })
  }
}

test('somebody has left, and nothing of it has come here yet: they are invited again all the same', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada', { WebSocket: LateEntries })
  const ben = await town.person('ben')
  const room = await privateRoom(ada)
  await bringIn(ada, ben, room)
  ada.room(room).open()
  await ada.room(room).send('You are in')
  await shows(ben, room, ['You are in'])
  isLate = true
  await ben.room(room).change({ kind: 'leave' })
  await ada.room(room).change({ kind: 'invite', user: idOf(ben) })
  isLate = false
  await named(ben, room, 'Attic')
})

test('whoever leaves a private room has left it, and comes back when they are invited again', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await privateRoom(ada)
  for (let times = 0; times < 2; times += 1) {
    await bringIn(ada, ben, room)
    await ben.room(room).change({ kind: 'leave' })
    await until(ben.rooms, (rooms) => rooms.every(({ id }) => id !== room))
    await until(ada.rooms, (rooms) => rooms.some(({ id, members }) => id === room && members === 1))
  }
})

test('somebody has come in, and whoever writes has not heard of it yet: the newcomer can read it all the same', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada', { WebSocket: LateEntries })
  const ben = await town.person('ben')
  const room = await privateRoom(ada)
  await ada.room(room).change({ kind: 'invite', user: idOf(ben) })
  await named(ben, room, 'Attic')
  isLate = true
  await ben.room(room).change({ kind: 'join' })
  ben.room(room).open()
  for (const text of ['one', 'two', 'three']) await ada.room(room).send(text)
  await shows(ben, room, ['one', 'two', 'three'])
  isLate = false
})

test('C5: two messages on their way, sealed for different states of the room: the second does not overtake the first', async () => {
  await using town = await Town.open()
  let line: LateEntries | null = null
  class Line extends LateEntries {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      line = this
    }
  }
  const [ada, ben] = [await town.person('ada', { WebSocket: Line }), await town.person('ben')]
  const room = await privateRoom(ada)
  await ada.room(room).change({ kind: 'invite', user: idOf(ben) })
  await named(ben, room, 'Attic')
  isLate = true
  await ben.room(room).change({ kind: 'join' })
  for (const client of [ada, ben]) client.room(room).open()
  held = []
  await ada.room(room).send('one')
  await expect.poll(() => held?.length).toBe(1)
  isLate = false
  await ben.room(room).send('I am in')
  await until(ada.rooms, (rooms) => rooms.some(({ id, messages }) => id === room && messages === 1))
  await ada.room(room).send('two')
  // As long as it takes to be sealed, where it does not wait for the first.
  await new Promise((resolve) => setTimeout(resolve, 500))
  ;(line as LateEntries | null)?.release()
  await shows(ben, room, ['I am in', 'one', 'two'])
})
