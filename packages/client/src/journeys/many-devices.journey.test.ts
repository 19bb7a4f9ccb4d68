import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { Town } from '../testing/town.ts'

test('C11: devices of one person that start at once share its limit: each is served, and so is what is clicked meanwhile', async () => {
  await using town = await Town.open({ PARLEY_COMMANDS_PER_SECOND: '40', PARLEY_COMMANDS_BURST: '40' })
  const first = await town.person('ada')
  const others = await Promise.all([1, 2, 3, 4].map(() => town.device('ada')))
  for (const _ of others) await first.call('sessions.list', {})
  for (const other of others) await until(other.keyring, ({ kind }) => kind === 'unconfirmed')
  await until(first.trust, ({ devices }) => devices.size === 5)
  await expect(first.call('sessions.revoke-others', {})).resolves.toEqual({ revoked: 4 })
  for (const other of others) await until(other.session, ({ kind }) => kind === 'signed-out')
})
