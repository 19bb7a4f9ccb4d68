import { expect, test } from 'vitest'
import { ada, ben, benPhone, between, dalia, fox, hall, house, inHall, open } from '../../testing/call-node.contract.ts'
import { infoOf, lasting } from './call-state.ts'

const refused = (code: string) => expect.objectContaining({ code })

test('row 77: nobody new gets into a locked call, and whoever is refused stays where they are', async () => {
  const shared = await house()
  const { board, last } = await open(shared)
  const { id } = await board.start(hall, ben)
  const elsewhere = await board.start(between('dalia+fox', dalia, fox), dalia)
  await board.lock(id, true)
  await expect(board.join(id, dalia)).rejects.toEqual(refused('call_locked'))
  await expect(board.start(hall, dalia)).rejects.toEqual(refused('call_locked'))
  expect(last(elsewhere.id)).toBe('ringing')
  // Who has a say in the room comes in, and so does another device of who is in it.
  expect(await board.start(hall, ada)).toMatchObject({ id, isLocked: true })
  await board.join(id, benPhone)
  expect(board.of(ben.user, inHall)).toMatchObject([{ isLocked: true, participants: [ada, benPhone] }])
  await board.lock(id, false)
  await board.join(id, dalia)
  expect(board.of(ben.user, inHall)[0]?.isLocked).toBeUndefined()
})

test('row 77: a lock ends with its call, and who was away from it for too long is new', async () => {
  const { board, last, passWith } = await open(await house())
  const { id } = await board.start(hall, ada)
  await board.join(id, ben)
  await board.lock(id, true)
  await passWith(20_000, id, ada)
  await board.renew(id, ben)
  await passWith(lasting.lease + lasting.away + 2000, id, ada)
  await expect(board.join(id, ben)).rejects.toEqual(refused('call_locked'))
  await board.leave(id, ada)
  expect(last(id)).toBe('hung-up')
  await expect(board.lock(id, true)).rejects.toEqual(refused('call_ended'))
  await board.join((await board.start(hall, ben)).id, dalia)
})

test('row 77: who is taken out hears by whom before they hear anything else, and again if they go on', async () => {
  const { board, told } = await open(await house())
  const { id } = await board.start(hall, ada)
  await board.join(id, ben)
  const before = told.length
  await board.expel(id, ben.user, ada.user)
  const removal = { type: 'call_removed', call: id, by: ada.user }
  expect(told.slice(before)).toMatchObject([
    { user: ben.user, event: removal },
    { rooms: [hall.room], event: { type: 'call', call: { participants: [ada] } } },
  ])
  await expect(board.renew(id, ben)).rejects.toEqual(refused('not_found'))
  expect(told.slice(before + 2)).toMatchObject([{ user: ben.user, event: removal }])
  await expect(board.expel(id, dalia.user, ada.user)).rejects.toEqual(refused('not_found'))
  await board.join(id, ben)
  await board.renew(id, ben)
  expect(told.filter(({ event }) => event.type === 'call_removed')).toHaveLength(2)
})

test('row 77: a call that a restart forgot is locked again, as its first device says', async () => {
  const { board, passWith } = await open(await house())
  await board.revive('old', { ...hall, members: [ada.user, ben.user] }, ben, { isLocked: true })
  expect(infoOf(await board.join('old', ada))).toMatchObject({ isLocked: true, participants: [ben, ada] })
  await passWith(17_000, 'old', ben)
  await expect(board.join('old', dalia)).rejects.toEqual(refused('call_locked'))
})

test('rows 77 and 112: a lock and a removal hold on a node that has not heard of them', async () => {
  const shared = await house()
  const [a, b] = [await open(shared), await open(shared)]
  const { id } = await a.board.start(hall, ada)
  await b.board.join(id, ben)
  await a.board.lock(id, true)
  await expect(b.board.join(id, dalia)).rejects.toEqual(refused('call_locked'))
  // And what a node took for locked is open as soon as another one says so.
  await a.board.lock(id, false)
  await b.board.join(id, dalia)
  await a.board.expel(id, ben.user, ada.user)
  await b.board.renew(id, dalia)
  expect(b.told.filter(({ event }) => event.type === 'call_removed')).toMatchObject([{ user: ben.user }])
  await expect(b.board.renew(id, ben)).rejects.toEqual(refused('not_found'))
})
