import type { CallInfo } from '@parley/protocol'
import { expect, test } from 'vitest'
import { memoryFanout } from '../../adapters/memory/fanout.ts'
import { handClock } from '../../testing/index.ts'
import { awayFor, infoOf, ringFor, seatFor } from './call-state.ts'
import type { CarrierRule } from './carrier.ts'
import { Switchboard } from './switchboard.ts'

const ada = { user: 'ada', device: 'ada-laptop' }
const ben = { user: 'ben', device: 'ben-laptop' }
const chloé = { user: 'chloé', device: 'chloé-phone' }
const withBen = { room: 'ada+ben', isGroup: false, media: 'video' as const, members: ['ada', 'ben'] }
const withChloé = { room: 'ben+chloé', isGroup: false, media: 'audio' as const, members: ['ben', 'chloé'] }

function open(carrierRule: CarrierRule = { meshMost: 4, sfu: 'none' }) {
  const clock = handClock()
  const fanout = memoryFanout()
  const heard: { user: string; call: CallInfo }[] = []
  fanout.subscribe((hint) => {
    if (hint.kind === 'user' && hint.event.type === 'call') heard.push({ user: hint.user, call: hint.event.call })
  })
  let ids = 0
  const newId = (): string => {
    ids += 1
    return `call-${ids}`
  }
  const board = new Switchboard({ clock, fanout, newId, carrierRule: () => carrierRule })
  /** State and reason of a call as the last event of it said. */
  const last = (id: string): string => {
    const call = heard.findLast((one) => one.call.id === id)?.call
    return call?.reason ?? call?.state ?? 'unheard'
  }
  return { board, clock, heard, last }
}

const refused = (code: string) => expect.objectContaining({ code })

test('row 64: two who call each other at the same instant are in one call', () => {
  const { board } = open()
  const one = board.start(withBen, ada)
  const other = board.start({ ...withBen, media: 'audio' }, ben)
  expect(other).toMatchObject({ id: one.id, kind: 'live', media: 'video', startedBy: 'ada' })
})

test('a ring ends after 45 s as missed, while the caller keeps the lease', () => {
  const { board, clock, last } = open()
  const { id } = board.start(withBen, ada)
  for (let passed = 0; passed < ringFor - 5000; passed += 5000) {
    clock.pass(5000)
    board.renew(id, ada)
  }
  expect(last(id)).toBe('ringing')
  clock.pass(6000)
  expect(last(id)).toBe('missed')
  expect(() => board.join(id, ben)).toThrow(refused('call_ended'))
})

test('a lease that is not renewed ends the call of two once its time to come back is over; who is back in time stays', () => {
  const { board, clock, last } = open()
  const { id } = board.start(withBen, ada)
  board.join(id, ben)
  clock.pass(10_000)
  board.renew(id, ada)
  board.join(id, ben)
  clock.pass(14_000)
  expect(last(id)).toBe('live')
  board.renew(id, ada)
  clock.pass(2000)
  expect([last(id), board.hasSeat(id, 'ben-laptop')]).toEqual(['live', false])
  for (let passed = 0; passed < awayFor; passed += 5000) {
    board.renew(id, ada)
    clock.pass(5000)
  }
  expect(last(id)).toBe('failed')
  expect([seatFor, awayFor]).toEqual([15_000, 30_000])
})

test('row 77: who was away for twenty seconds sits where they sat, unless they have gone elsewhere', () => {
  const { board, clock, last } = open()
  const { id } = board.start(hall, ada)
  board.join(id, ben)
  for (let passed = 0; passed < 20_000; passed += 5000) {
    clock.pass(5000)
    board.renew(id, ada)
  }
  expect(board.hasSeat(id, 'ben-laptop')).toBe(false)
  board.renew(id, ben)
  expect([last(id), board.hasSeat(id, 'ben-laptop')]).toEqual(['live', true])
  board.signedOut('ben', ['ben-laptop'])
  expect(() => board.renew(id, ben)).toThrow(refused('not_found'))
})

test('who is in a live call is busy: the caller is told so, they see that they were called', () => {
  const { board, last, heard } = open()
  const { id } = board.start(withBen, ada)
  board.join(id, ben)
  const before = heard.length
  expect(() => board.start(withChloé, chloé)).toThrow(refused('line_busy'))
  expect(heard.slice(before).map(({ user, call }) => [user, call.reason, call.startedBy])).toEqual([
    ['ben', 'busy', 'chloé'],
    ['chloé', 'busy', 'chloé'],
  ])
  expect(last(id)).toBe('live')
  expect(board.of('chloé')).toMatchObject([{ state: 'ended', reason: 'busy' }])
})

test('a call that a busy line refuses does not end the one that its caller is in', () => {
  const { board, last } = open()
  board.join(board.start(withBen, ada).id, ben)
  const mine = board.start(
    { room: 'chloé+dalia', isGroup: false, media: 'audio', members: ['chloé', 'dalia'] },
    chloé,
  ).id
  board.join(mine, { user: 'dalia', device: 'dalia-phone' })
  expect(() => board.start(withChloé, chloé)).toThrow(refused('line_busy'))
  expect(last(mine)).toBe('live')
})

test('whoever was away when a call ended finds its end in the snapshot, for a minute', () => {
  const { board, clock } = open()
  board.decline(board.start(withBen, ada).id, 'ben', 'declined')
  expect(board.of('ada')).toMatchObject([{ state: 'ended', reason: 'declined' }])
  clock.pass(60_001)
  expect(board.of('ada')).toEqual([])
})

test('after a restart a call goes on for both who renew it, and nobody else gets it', () => {
  const { board, clock, last } = open()
  expect(board.mayRevive('old')).toBe(true)
  expect(board.revive('old', withBen, ada)).toMatchObject({ kind: 'live', media: 'video' })
  expect(board.mayRevive('old')).toBe(false)
  expect(() => board.renew('old', chloé)).toThrow(refused('not_found'))
  clock.pass(5000)
  expect(infoOf(board.revive('old', withBen, ben)).participants).toHaveLength(2)
  for (let n = 0; n < 5; n += 1) {
    clock.pass(5000)
    for (const one of [ada, ben]) board.renew('old', one)
  }
  expect(last('old')).toBe('live')
})

test('a call is not revived where another runs, by whoever is in another, or long after the start', () => {
  const { board, clock } = open()
  board.start(withBen, ada)
  expect(() => board.revive('old', withBen, ben)).toThrow(refused('not_found'))
  expect(() => board.revive('old', { ...withChloé, members: ['ada', 'chloé'] }, ada)).toThrow(refused('not_found'))
  clock.pass(120_000)
  expect(board.mayRevive('old')).toBe(false)
  expect(() => board.revive('old', withChloé, chloé)).toThrow(refused('not_found'))
})

test('of several in a direct message only some are busy: it rings', () => {
  const { board } = open()
  board.join(board.start(withBen, ada).id, ben)
  const three = { room: 'three', isGroup: false, media: 'audio' as const, members: ['ben', 'chloé', 'dalia'] }
  expect(board.start(three, chloé).kind).toBe('ringing')
})

const hall = { room: 'hall', isGroup: true, media: 'audio' as const, members: ['ada', 'ben', 'chloé'] }

test('row 77: in a room of many a call rings nobody, may be joined, and ends with the last who goes', () => {
  const { board, heard, last } = open()
  const { id, kind } = board.start(hall, ada)
  expect(kind).toBe('live')
  expect(heard.map(({ user }) => user)).toEqual(['ada', 'ben', 'chloé'])
  expect(heard.at(-1)?.call).toMatchObject({ isGroup: true, participants: [ada] })
  expect(board.start({ ...hall, media: 'video' }, ben)).toMatchObject({ id, media: 'audio' })
  board.leave(id, ada)
  expect(last(id)).toBe('live')
  board.leave(id, ben)
  expect(last(id)).toBe('hung-up')
})

test('row 77: whoever comes into the room sees the call there, and who goes is out of it', () => {
  const { board, heard, last } = open()
  const { id } = board.start({ ...hall, members: ['ada', 'chloé'] }, ada)
  board.added('hall', 'ben')
  expect(heard.at(-1)).toMatchObject({ user: 'ben', call: { id } })
  board.join(id, ben)
  board.removed('hall', 'ada')
  expect(board.hasSeat(id, 'ada-laptop')).toBe(false)
  expect(last(id)).toBe('live')
  board.removed('hall', 'ben')
  expect(last(id)).toBe('hung-up')
})

test('row 77: after a restart a call in a room of many says that others may still come back', () => {
  const { board, clock, heard } = open()
  board.revive('old', hall, ada)
  expect(heard.at(-1)?.call).toMatchObject({ isHealing: true, participants: [{ user: 'ada' }] })
  for (let passed = 0; passed <= seatFor; passed += 5000) {
    clock.pass(5000)
    board.renew('old', ada)
  }
  expect(heard.at(-1)?.call.isHealing).toBeUndefined()
  expect(board.hasSeat('old', 'ada-laptop')).toBe(true)
})

test('who answers another call leaves the first', () => {
  const { board, last } = open()
  const first = board.start(withBen, ada)
  board.join(first.id, ben)
  const second = board.start(withChloé, ben)
  expect([last(first.id), last(second.id)]).toEqual(['hung-up', 'ringing'])
})

test('answered on one device: the others see whose it is; a second device takes over', () => {
  const { board, heard } = open()
  const { id } = board.start(withBen, ada)
  board.join(id, ben)
  board.join(id, { user: 'ben', device: 'ben-phone' })
  const devices = heard.findLast(({ user }) => user === 'ben')?.call.participants.map(({ device }) => device)
  expect(devices).toEqual(['ada-laptop', 'ben-phone'])
  expect(() => board.renew(id, ben)).toThrow(refused('not_found'))
  board.leave(id, ben)
  expect(board.of('ben')).toMatchObject([{ state: 'live' }])
})

test('signing a device out, or leaving the room, ends its seat at once', () => {
  const { board, last } = open()
  const first = board.start(withBen, ada)
  board.join(first.id, ben)
  board.signedOut('ben', ['ben-phone', 'ben-laptop'])
  expect(last(first.id)).toBe('hung-up')
  const second = board.start(withBen, ada)
  board.removed('ada+ben', 'ben')
  expect(last(second.id)).toBe('missed')
})

test('strangers learn nothing; a call that ended is known for a minute', () => {
  const { board, clock } = open()
  const { id } = board.start(withBen, ada)
  for (const ask of [
    () => board.join(id, chloé),
    () => board.decline(id, 'chloé', 'busy'),
    () => board.leave(id, chloé),
  ]) {
    expect(ask).toThrow(refused('not_found'))
  }
  expect(board.of('chloé')).toEqual([])
  expect(() => board.renew(id, chloé)).toThrow(refused('not_found'))
  board.decline(id, 'ben', 'declined')
  expect(() => board.renew(id, ada)).toThrow(refused('call_ended'))
  clock.pass(60_001)
  expect(() => board.renew(id, ada)).toThrow(refused('not_found'))
})

test('a renewal is no news', () => {
  const { board, clock, heard } = open()
  const { id } = board.start(withBen, ada)
  const before = heard.length
  clock.pass(3000)
  board.renew(id, ada)
  expect(heard).toHaveLength(before)
})
