import { expect, test } from 'vitest'
import type { House } from '../../house.ts'
import { deviceOf, userOf } from '../../ports/storage/cast.contract.ts'
import { connectionOf, openCore } from '../../testing/core.contract.ts'
import { LiveSessions } from './live-sessions.ts'
import { watchRevocations } from './revocations.ts'

test('row 6: a session that a node ended whose clock is an hour behind ends here too, though nobody told', async () => {
  await using core = await openCore()
  const { storage, clock, delivery } = core
  watchRevocations(core as unknown as House, new LiveSessions(storage, clock))
  const { connection } = connectionOf('ben')
  delivery.add(connection)
  const which = { only: deviceOf('ben') }
  await storage.apply('session.revoke', { user: userOf('ben'), which, at: clock.now() - 3_600_000 })
  clock.pass(2000)
  await expect.poll(() => connection.state.kind).toBe('closed')
})
