import { expect, test } from 'vitest'
import { type Actor, at, deviceOf, idOf, moves, type OpenPlace, roomOf, settle, userOf } from './cast.contract.ts'
import type { SealedMessage } from './inbox.ts'
import type { Storage } from './storage.ts'

const from = { user: userOf('ada'), device: deviceOf('ada') }
const to = (who: Actor, body: string): SealedMessage => ({ user: userOf(who), device: deviceOf(who), body })
const send = (storage: Storage, messages: readonly SealedMessage[], most = 9) =>
  storage.apply('inbox.send', { from, at, messages, most })
const waiting = async (storage: Storage, who: Actor, some: object = {}) => {
  const page = { device: deviceOf(who), after: 0, limit: 99, characters: 1e6, ...some }
  return (await storage.read('inbox.after', page)).map(({ seq, body }) => `${seq} ${body}`)
}

/** What every store promises about what devices send each other. */
export function inboxContract(openPlace: OpenPlace): void {
  test('whoever shares a room is reached, and also oneself; others, and devices that are gone, are left out', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'public', ['ada', 'fox']))
    await storage.apply('room.create', roomOf('pair', 'direct', ['ada', 'ben']))
    const access = await storage.read('room.access', { room: idOf('pair'), user: userOf('ada') })
    await storage.apply('room.change', moves('pair', access?.version ?? 0, 'ben', 'left', 'start'))
    const wrong = { user: userOf('ben'), device: deviceOf('fox'), body: 'wrong' }
    const gone = { user: userOf('ben'), device: idOf('gone'), body: 'gone' }
    const messages = [to('ben', 'a'), wrong, to('dalia', 'b'), to('ada', 'c'), gone, to('fox', 'd'), to('ben', 'e')]
    expect(await send(storage, messages)).toEqual({
      ok: true,
      stored: [
        { at: 0, seq: 1 },
        { at: 3, seq: 1 },
        { at: 5, seq: 1 },
        { at: 6, seq: 2 },
      ],
    })
    expect(await waiting(storage, 'ben')).toEqual(['1 a', '2 e'])
    expect([await waiting(storage, 'fox'), await waiting(storage, 'dalia')]).toEqual([['1 d'], []])
    const page = { device: deviceOf('ben'), after: 1, limit: 9, characters: 1 }
    expect(await storage.read('inbox.after', page)).toEqual([{ seq: 2, kind: 'sealed', from, at, body: 'e' }])
  })

  test('a full inbox refuses the whole send and says which one; what was acknowledged makes room', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'private', ['ada', 'ben', 'fox']))
    expect(await send(storage, [to('ben', 'a'), to('ben', 'b')], 3)).toMatchObject({ ok: true })
    expect(await send(storage, [to('fox', 'x'), to('ben', 'c'), to('ben', 'd')], 3)).toEqual({ ok: false, at: 2 })
    expect([await waiting(storage, 'ben'), await waiting(storage, 'fox')]).toEqual([['1 a', '2 b'], []])
    await storage.apply('inbox.ack', { device: deviceOf('ben'), seq: 1 })
    expect(await send(storage, [to('ben', 'c'), to('ben', 'd')], 3)).toMatchObject({ ok: true })
    expect(await send(storage, [to('ben', 'e')], 3)).toEqual({ ok: false, at: 0 })
    expect(await waiting(storage, 'ben')).toEqual(['2 b', '3 c', '4 d'])
    expect(await waiting(storage, 'ben', { limit: 2 })).toEqual(['2 b', '3 c'])
    expect(await waiting(storage, 'ben', { after: 2, characters: 1 })).toEqual(['3 c'])
  })

  test('the heads of many inboxes count what was acknowledged too; a device that is gone is left out', async () => {
    await using place = await openPlace()
    await using storage = await place.open()
    await settle(storage)
    await storage.apply('room.create', roomOf('r', 'private', ['ada', 'ben', 'fox', 'dalia']))
    await send(storage, [to('ben', 'a'), to('ben', 'b'), to('fox', 'c'), to('dalia', 'd')])
    await storage.apply('inbox.ack', { device: deviceOf('ben'), seq: 2 })
    await storage.apply('session.revoke', { user: userOf('dalia'), which: { only: deviceOf('dalia') }, at })
    const devices = [...(['ben', 'fox', 'ada', 'dalia'] as const).map(deviceOf), idOf('none'), '']
    const heads = await storage.read('inbox.heads', { devices })
    expect(new Map(heads.map(({ device, head }) => [device, head]))).toEqual(
      new Map([
        [deviceOf('ben'), 2],
        [deviceOf('fox'), 1],
        [deviceOf('ada'), 0],
      ]),
    )
    expect(await storage.read('inbox.heads', { devices: [] })).toEqual([])
  })
}
