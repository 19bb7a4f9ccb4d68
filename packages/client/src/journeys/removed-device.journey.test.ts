import type { Courier } from '@parley/e2ee/vault'
import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { lazyVault, type OpenVault } from '../sealing/open-vault.ts'
import { shows, Town } from '../testing/town.ts'
import { directOf } from '../testing/who.ts'

/** A device that notes for which devices it seals something. */
function notingVault(sealedFor: string[]): OpenVault {
  return (owner, store, courier) => {
    const noting = async (command: string, input: unknown): Promise<unknown> => {
      const { messages = [] } = input as { messages?: readonly { device: string }[] }
      sealedFor.push(...messages.map(({ device }) => device))
      return await (courier as (c: string, i: unknown) => Promise<unknown>)(command, input)
    }
    return lazyVault(owner, store, noting as Courier)
  }
}

test('a device that was signed out gets no key of what is sealed later, and the keys that it has open none of it', async () => {
  await using town = await Town.open()
  const sealedFor: string[] = []
  const ada = await town.person('ada', { openVault: notingVault(sealedFor) })
  const ben = await town.person('ben')
  const room = await directOf(ada, ben)
  const key = await ben.makeRecoveryKey()
  const other = await town.device('ben')
  await until(other.keyring, ({ kind }) => kind === 'unconfirmed')
  await other.recover(key)
  await until(other.keyring, ({ kind }) => kind === 'ready')
  other.room(room).open()
  await ada.room(room).send('for both of your devices')
  for (const device of [ben, other]) await shows(device, room, ['for both of your devices'])
  const session = other.session.get()
  const device = session.kind === 'signed-in' ? session.device : ''
  expect(sealedFor).toContain(device)

  await ben.call('sessions.revoke', { device })
  await until(other.session, ({ kind }) => kind === 'signed-out')
  sealedFor.length = 0
  await ada.room(room).send('for one of them')
  await shows(ben, room, ['for both of your devices', 'for one of them'])
  expect(sealedFor.length).toBeGreaterThan(0)
  expect(sealedFor).not.toContain(device)
  const { entries } = await ada.call('messages.history', { room, at: { kind: 'newest' }, limit: 10 })
  const keys = entries.flatMap(({ kind, body }) =>
    kind === 'message' ? [(JSON.parse(body) as { session_id: string }).session_id] : [],
  )
  expect(keys).toHaveLength(2)
  expect(keys[1]).not.toBe(keys[0])
})
