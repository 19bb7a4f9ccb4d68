import type { OutputOf } from '@parley/protocol'
import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import type { OpenVault } from '../sealing/open-vault.ts'
import { vaultBehind } from '../testing/behind.ts'
import { eventually, shows, Town } from '../testing/town.ts'
import { directOf, idOf } from '../testing/who.ts'

interface Notes {
  /** For which devices something was sealed. */
  readonly sealedFor: string[]
  /** The device lists that arrived. */
  readonly lists: OutputOf<'keys.query'>['users'][number][]
}

/** A device that notes for whom it seals, and which devices it hears of. */
const notingVault = ({ sealedFor, lists }: Notes): OpenVault =>
  vaultBehind(() => ({
    'inbox.send'(input, ask) {
      sealedFor.push(...input.messages.map(({ device }) => device))
      return ask(input)
    },
    async 'keys.query'(input, ask) {
      const output = await ask(input)
      lists.push(...output.users)
      return output
    },
  }))

test('a device that was signed out gets no key of what is sealed later, and the keys that it has open none of it', async () => {
  await using town = await Town.open()
  const notes: Notes = { sealedFor: [], lists: [] }
  const { sealedFor, lists } = notes
  const ada = await town.person('ada', { openVault: notingVault(notes) })
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

  sealedFor.length = 0
  lists.length = 0
  await ben.call('sessions.revoke', { device })
  await until(other.session, ({ kind }) => kind === 'signed-out')
  await eventually(() => lists.some(({ user, devices }) => user === idOf(ben) && devices.length === 1))
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
