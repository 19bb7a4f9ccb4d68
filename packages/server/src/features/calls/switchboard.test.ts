import { heartbeatEvery, ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { CallBoard } from '../../ports/call-board.ts'
import { moves } from '../../ports/storage/cast.contract.ts'
import {
  ada,
  ben,
  benPhone,
  between,
  dalia,
  fox,
  hall,
  house,
  inHall,
  none,
  open,
  withBen,
  withDalia,
} from '../../testing/call-node.contract.ts'
import { infoOf, lasting } from './call-state.ts'

const refused = (code: string) => expect.objectContaining({ code })
test('row 64: two who call each other at the same instant are in one call', async () => {
  const { board } = await open(await house())
  const [one, other] = await Promise.all([board.start(withBen, ada), board.start({ ...withBen, media: 'audio' }, ben)])
  expect(other.id).toBe(one.id)
  expect(board.of(ada.user, none)).toMatchObject([{ state: 'live', media: 'video', startedBy: ada.user }])
})

test('a ring ends after 45 s as missed, while the caller keeps the lease', async () => {
  const { board, last, pass, passWith } = await open(await house())
  const { id } = await board.start(withBen, ada)
  await passWith(lasting.ring, id, ada)
  expect(last(id)).toBe('ringing')
  await pass(2000)
  expect(last(id)).toBe('missed')
  await expect(board.join(id, ben)).rejects.toEqual(refused('call_ended'))
})

test('a lease that is not renewed ends the call of two once its time to come back is over; who is back in time stays', async () => {
  const { board, last, passWith } = await open(await house())
  const { id } = await board.start(withBen, ada)
  await board.join(id, ben)
  await passWith(10_000, id, ada)
  await board.join(id, ben)
  await passWith(14_000, id, ada)
  expect([last(id), board.hasSeat(id, ben.device)]).toEqual(['live', true])
  await passWith(3000, id, ada)
  expect([last(id), board.hasSeat(id, ben.device)]).toEqual(['live', false])
  await passWith(lasting.away - 2000, id, ada)
  expect(last(id)).toBe('live')
  await passWith(3000, id, ada)
  expect(last(id)).toBe('failed')
})

test('row 77: who was away for twenty seconds sits where they sat, unless they have gone elsewhere', async () => {
  const { board, last, passWith } = await open(await house())
  const { id } = await board.start(hall, ada)
  await board.join(id, ben)
  await passWith(20_000, id, ada)
  expect(board.hasSeat(id, ben.device)).toBe(false)
  await board.renew(id, ben)
  expect([last(id), board.hasSeat(id, ben.device)]).toEqual(['live', true])
  board.signedOut(ben.user, [ben.device])
  await expect.poll(() => board.hasSeat(id, ben.device)).toBe(false)
  await expect(board.renew(id, ben)).rejects.toEqual(refused('not_found'))
})

test('who is in a live call is busy: the caller is told so, they see that they were called', async () => {
  const { board, last, heard } = await open(await house())
  const { id } = await board.start(withBen, ada)
  await board.join(id, ben)
  const before = heard.length
  await expect(board.start(withDalia, dalia)).rejects.toEqual(refused('line_busy'))
  expect(heard.slice(before).map(({ to, call }) => [to, call.reason, call.startedBy])).toEqual([
    [ben.user, 'busy', dalia.user],
    [dalia.user, 'busy', dalia.user],
  ])
  expect(last(id)).toBe('live')
  expect(board.of(dalia.user, none)).toMatchObject([{ state: 'ended', reason: 'busy' }])
})

test('a call that a busy line refuses does not end the one that its caller is in', async () => {
  const { board, last } = await open(await house())
  await board.join((await board.start(withBen, ada)).id, ben)
  const mine = (await board.start(between('dalia+fox', dalia, fox), dalia)).id
  await board.join(mine, fox)
  await expect(board.start(withDalia, dalia)).rejects.toEqual(refused('line_busy'))
  expect(last(mine)).toBe('live')
})

test('whoever was away when a call ended finds its end in the snapshot, for a minute; then it is forgotten', async () => {
  const shared = await house()
  const { board, pass } = await open(shared)
  const { id } = await board.start(withBen, ada)
  await board.decline(id, ben.user, 'declined')
  await pass(59_000)
  expect(board.of(ada.user, none)).toMatchObject([{ state: 'ended', reason: 'declined' }])
  await pass(3000)
  expect(board.of(ada.user, none)).toEqual([])
  await expect(board.renew(id, ada)).rejects.toEqual(refused('call_ended'))
  await pass(60_000)
  await expect(board.renew(id, ada)).rejects.toEqual(refused('not_found'))
  expect(await shared.calls.all()).toEqual([])
})

test('row 77: a call outlives the node; whoever was in it has a whole lease to say so, and nobody else gets in by that', async () => {
  const shared = await house()
  const before = await open(shared)
  const { id } = await before.board.start(hall, ada)
  await before.board.join(id, ben)
  const { board, last, pass, passWith } = await open(shared)
  expect(board.of(dalia.user, inHall)).toMatchObject([{ id, participants: [ada, ben] }])
  expect([board.of(dalia.user, none), board.of(fox.user, none)]).toEqual([[], []])
  await pass(14_000)
  expect([ada, ben].map(({ device }) => board.hasSeat(id, device))).toEqual([true, true])
  await board.renew(id, ada)
  await expect(board.renew(id, dalia)).rejects.toEqual(refused('not_found'))
  await passWith(5000, id, ada)
  expect([board.hasSeat(id, ben.device), last(id)]).toEqual([false, 'live'])
})

test('after a restart a call goes on for both who renew it, and nobody else gets it', async () => {
  const { board, last, passWith } = await open(await house())
  expect(await board.mayRevive('old')).toBe(true)
  expect(await board.revive('old', withBen, ada)).toMatchObject({ kind: 'live', media: 'video' })
  expect(await board.mayRevive('old')).toBe(false)
  await expect(board.renew('old', dalia)).rejects.toEqual(refused('not_found'))
  await passWith(5000, 'old', ada)
  expect(infoOf(await board.renew('old', ben)).participants).toHaveLength(2)
  await passWith(25_000, 'old', ada, ben)
  expect(last('old')).toBe('live')
})

test('both come back at once: it is one call with both', async () => {
  const { board } = await open(await house())
  await Promise.all([board.revive('old', withBen, ada), board.revive('old', withBen, ben)])
  expect(board.of(ada.user, none)).toMatchObject([{ state: 'live', participants: [{}, {}] }])
})

test('a call is not revived where another runs, by whoever is in another, or long after the start', async () => {
  const { board, pass } = await open(await house())
  await board.start(withBen, ada)
  await expect(board.revive('old', withBen, ben)).rejects.toEqual(refused('not_found'))
  await expect(board.revive('old', between('ada+dalia', ada, dalia), ada)).rejects.toEqual(refused('not_found'))
  await pass(120_000)
  expect(await board.mayRevive('old')).toBe(false)
})

test('row 77: after a restart a call in a room of many says that others may still come back', async () => {
  const { board, heard, passWith } = await open(await house())
  await board.revive('old', { ...hall, members: [ada.user, ben.user] }, ada)
  expect(heard.at(-1)?.call).toMatchObject({ isHealing: true, participants: [ada] })
  await passWith(17_000, 'old', ada)
  expect(heard.at(-1)?.call.isHealing).toBeUndefined()
  expect(board.hasSeat('old', ada.device)).toBe(true)
})

test('of several in a direct message only some are busy: it rings', async () => {
  const { board } = await open(await house())
  await board.join((await board.start(withBen, ada)).id, ben)
  expect((await board.start(between('three', ben, dalia, fox), dalia)).kind).toBe('ringing')
})

test('row 77: in a room of many a call rings nobody, may be joined, and ends with the last who goes', async () => {
  const { board, heard, last, pass } = await open(await house())
  const { id, kind } = await board.start(hall, ada)
  expect(kind).toBe('live')
  // The room hears of it at once, however many they are.
  expect(heard).toMatchObject([{ to: hall.room, call: { isGroup: true, participants: [ada] } }])
  expect(await board.start({ ...hall, media: 'video' }, ben)).toMatchObject({ id, media: 'audio' })
  await pass(4000)
  expect(await board.leave(id, ada)).toBeNull()
  expect(last(id)).toBe('live')
  await pass(1000)
  // Whoever ends it is told how long it was, once.
  expect([await board.leave(id, ben), await board.leave(id, ben)]).toEqual([5000, null])
  expect(last(id)).toBe('hung-up')
})

test('row 77: whoever comes into the room sees the call there, and who goes is out of it', async () => {
  const shared = await house()
  const { board, heard, last } = await open(shared)
  const { id } = await board.start(hall, ada)
  await expect(board.join(id, fox)).rejects.toEqual(refused('not_found'))
  expect(await shared.storage.apply('room.change', moves('hall', 4, 'fox', 'joined', 'here'))).toMatchObject({
    ok: true,
  })
  board.added(hall.room, fox.user)
  expect(heard.at(-1)).toMatchObject({ to: fox.user, call: { id } })
  await board.join(id, fox)
  board.removed(hall.room, ada.user)
  await expect.poll(() => board.hasSeat(id, ada.device)).toBe(false)
  expect(last(id)).toBe('live')
  board.removed(hall.room, fox.user)
  await expect.poll(() => last(id)).toBe('hung-up')
})

test('who answers another call leaves the first', async () => {
  const { board, last } = await open(await house())
  const first = await board.start(withBen, ada)
  await board.join(first.id, ben)
  const second = await board.start(withDalia, ben)
  expect([last(first.id), last(second.id)]).toEqual(['hung-up', 'ringing'])
})

test('answered on one device: the others see whose it is; a second device takes over', async () => {
  const { board, heard } = await open(await house())
  const { id } = await board.start(withBen, ada)
  await board.join(id, ben)
  await board.join(id, benPhone)
  const devices = heard.findLast(({ to }) => to === ben.user)?.call.participants.map(({ device }) => device)
  expect(devices).toEqual([ada.device, benPhone.device])
  await expect(board.renew(id, ben)).rejects.toEqual(refused('not_found'))
  await board.leave(id, ben)
  expect(board.of(ben.user, none)).toMatchObject([{ state: 'live' }])
})

test('signing a device out, or leaving the room, ends its seat at once', async () => {
  const { board, last } = await open(await house())
  const first = await board.start(withBen, ada)
  await board.join(first.id, ben)
  board.signedOut(ben.user, [benPhone.device, ben.device])
  await expect.poll(() => last(first.id)).toBe('hung-up')
  const second = await board.start(withBen, ada)
  board.removed(withBen.room, ben.user)
  await expect.poll(() => last(second.id)).toBe('missed')
})

test('strangers learn nothing', async () => {
  const { board } = await open(await house())
  const { id } = await board.start(withBen, ada)
  for (const ask of [
    () => board.join(id, dalia),
    () => board.decline(id, dalia.user, 'busy'),
    () => board.leave(id, dalia),
    () => board.renew(id, dalia),
    () => board.seat(id, dalia.user, ben.device),
  ]) {
    await expect(ask()).rejects.toEqual(refused('not_found'))
  }
  expect(board.of(dalia.user, none)).toEqual([])
})

test('a renewal is no news', async () => {
  const { board, heard, pass } = await open(await house())
  const { id } = await board.start(withBen, ada)
  const before = heard.length
  await pass(3000)
  await board.renew(id, ada)
  expect(heard).toHaveLength(before)
})

test('row 112: two nodes that do not hear each other have the same calls', async () => {
  const shared = await house()
  const [a, b] = [await open(shared), await open(shared)]
  const { id } = await a.board.start(withBen, ada)
  // The other one knows of no call there, and begins one: it is the same.
  expect(await b.board.start(withBen, ben)).toMatchObject({ id, kind: 'live' })
  expect(await a.board.seat(id, ada.user, ben.device)).toMatchObject(ben)
  await b.board.renew(id, ada)
  await a.board.renew(id, ben)
  await b.board.leave(id, ada)
  expect(b.last(id)).toBe('hung-up')
  await expect(a.board.renew(id, ben)).rejects.toEqual(refused('call_ended'))
  expect(a.last(id)).toBe('hung-up')
})

test('row 113: what a node says to nobody before it ends is found with the next beat', async () => {
  const shared = await house()
  const [a, b] = [await open(shared), await open(shared)]
  const { id } = await a.board.start(hall, ada)
  expect(b.last(id)).toBe('unheard')
  await b.pass(heartbeatEvery)
  expect([b.last(id), b.board.of(ben.user, inHall)]).toEqual(['live', a.board.of(ben.user, inHall)])
  await a.board.leave(id, ada)
  await b.pass(heartbeatEvery)
  expect(b.last(id)).toBe('hung-up')
})

test('row 113: while the board is out of reach nobody loses a seat', async () => {
  const shared = await house()
  let isThere = true
  const calls: CallBoard = {
    ...shared.calls,
    put: async (call) => {
      if (!isThere) throw new ParleyError('unavailable')
      return await shared.calls.put(call)
    },
  }
  const { board, last, pass } = await open({ ...shared, calls })
  const { id } = await board.start(hall, ada)
  await board.join(id, ben)
  isThere = false
  await pass(60_000)
  board.removed(hall.room, ben.user)
  isThere = true
  await pass(3000)
  expect([board.hasSeat(id, ada.device), board.hasSeat(id, ben.device), last(id)]).toEqual([true, false, 'live'])
})

test('row 67: a call of two goes over the SFU once one of them finds no path to the other, and stays there', async () => {
  const { board, heard, passWith } = await open(await house(), { meshMost: 2, sfu: 'up' })
  const { id } = await board.start(withBen, ada)
  await expect(board.reroute(id, ben)).rejects.toEqual(refused('not_found'))
  await board.join(id, ben)
  await board.reroute(id, ben)
  expect(heard.at(-1)?.call).toMatchObject({ carrier: 'sfu', isRerouted: true })
  await passWith(20_000, id, ada, ben)
  expect(board.isInSfu(id, ada.device)).toBe(true)
  const alone = await open(await house())
  const other = await alone.board.start(withBen, ada)
  await alone.board.reroute(other.id, ada)
  expect(alone.heard.at(-1)?.call).toMatchObject({ carrier: 'mesh' })
  expect(alone.heard.at(-1)?.call.isRerouted).toBeUndefined()
})

test('row 75: what carries a call goes with those who are in it, and back once they were few for a while', async () => {
  const { board, pass, passWith } = await open(await house(), { meshMost: 2, sfu: 'up' })
  const { id, carrier } = await board.start(hall, ada)
  expect([carrier, (await board.join(id, ben)).carrier]).toEqual(['mesh', 'mesh'])
  expect((await board.join(id, dalia)).carrier).toBe('sfu')
  expect(board.isInSfu(id, dalia.device)).toBe(true)
  await board.leave(id, dalia)
  await passWith(9000, id, ada, ben)
  expect(board.isInSfu(id, ada.device)).toBe(true)
  await pass(1000)
  expect(board.isInSfu(id, ada.device)).toBe(false)
})
