import pino from 'pino'
import { expect, test } from 'vitest'
import { deviceOf, idOf, userOf } from '../ports/storage/cast.contract.ts'
import { openCore } from '../testing/core.contract.ts'
import { handClock } from '../testing/index.ts'
import { watchRetention } from './retention.ts'

const day = 86_400_000

test('dead sessions and invites are deleted after 30 days: at the start, and once a day', async () => {
  await using core = await openCore()
  const { storage } = core
  const clock = handClock()
  const at = clock.now()
  const die = async (who: 'ada' | 'ben', name: string, then: number) => {
    const which = { only: deviceOf(who) }
    await storage.apply('session.revoke', { user: userOf(who), which, at: then })
    const invite = { id: idOf(name), for: 'account', room: null, usesLeft: 1, expiresAt: then, createdAt: 1 } as const
    const token = new Uint8Array(Buffer.from(name.padEnd(32)))
    await storage.apply('invite.create', { invite, token, by: userOf(who) })
  }
  const left = async () => [
    (await storage.read('session.ended', { since: 0 })).map(({ device }) => device),
    (await storage.read('invite.list', { by: userOf('ada'), now: 0 })).length,
    (await storage.read('invite.list', { by: userOf('ben'), now: 0 })).length,
  ]
  await die('ada', 'i', at - 31 * day)
  await die('ben', 'j', at - 28 * day)
  watchRetention({ storage, clock, log: pino({ level: 'silent' }) })
  await expect.poll(left).toEqual([[deviceOf('ben')], 0, 1])
  clock.pass(3 * day)
  await expect.poll(left).toEqual([[], 0, 0])
})
