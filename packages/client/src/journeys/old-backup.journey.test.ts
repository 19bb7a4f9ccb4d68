import { ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { backedUp } from '../testing/backed-up.ts'
import { vaultBehind } from '../testing/behind.ts'
import { kept, recovered } from '../testing/kept.ts'
import { closed, reasons } from '../testing/reasons.ts'
import { live, shows, Town } from '../testing/town.ts'
import { comparing, matched } from '../testing/verifying.ts'

test('an older backup: what it lacks says so; its writer and another device are asked, and it opens', async () => {
  await using town = await Town.open()
  const { ada, ben, room, key, store } = await kept(town)
  await ada.close()
  await town.tamper((db) => db.exec('DELETE FROM backup_sessions'))
  await live(ben)
  const fresh = await recovered(town, key)
  fresh.room(room).open()
  await closed(fresh, room, 2)
  expect(reasons(fresh, room)).toEqual(['no-key', 'no-key'])
  // Ben says again what he wrote; what Ada wrote herself only her other device can open.
  await shows(fresh, room, ['yours'])
  expect(reasons(fresh, room)).toEqual(['no-key'])
  await live(town.engine({ store }))
  await shows(fresh, room, ['mine', 'yours'])
})

test('a backup that holds less than before is filled again by the device that filled it', async () => {
  await using town = await Town.open()
  const { ada, ben, room, key } = await kept(town)
  await town.tamper((db) => db.exec('DELETE FROM backup_sessions; UPDATE backups SET count = 0'))
  await backedUp(ada, room)
  for (const gone of [ada, ben]) await gone.close()
  const fresh = await recovered(town, key)
  fresh.room(room).open()
  await shows(fresh, room, ['mine', 'yours'])
})

test('a backup that is gone: another begins under the same key, and the recovery key from before opens that one too', async () => {
  await using town = await Town.open()
  const { ada, ben, room, key } = await kept(town)
  await town.tamper((db) => db.exec('DELETE FROM backup_sessions; DELETE FROM backups'))
  await backedUp(ada, room)
  await ben.room(room).send('later')
  await shows(ada, room, ['mine', 'yours', 'later'])
  await backedUp(ada, room)
  for (const gone of [ada, ben]) await gone.close()
  const fresh = await recovered(town, key)
  fresh.room(room).open()
  await shows(fresh, room, ['mine', 'yours', 'later'])
})

test('a backup that is hidden from a new device: it sends and reads all the same, and no key is lost to the next one', async () => {
  await using town = await Town.open()
  const { ada, ben, room, key } = await kept(town)
  const openVault = vaultBehind(() => ({
    'backups.current': async (input, ask) => {
      const { backup } = await ask(input)
      return { backup: backup?.version === '1' ? null : backup }
    },
    'backups.get'(input, ask) {
      if (input.version === '1') throw new ParleyError('not_found')
      return ask(input)
    },
  }))
  const fresh = await recovered(town, key, { openVault })
  fresh.room(room).open()
  await shows(fresh, room, ['mine', 'yours'])
  await fresh.room(room).send('from the new one')
  for (const client of [ada, ben]) await shows(client, room, ['mine', 'yours', 'from the new one'])
  await backedUp(fresh, room)
  for (const gone of [ada, ben, fresh]) await gone.close()
  const next = await recovered(town, key)
  next.room(room).open()
  await shows(next, room, ['mine', 'yours', 'from the new one'])
})

test('a new device that is not shown the backup makes no key of its own: it goes on with that of the other device', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const { backup: before } = await ada.call('backups.current', {})
  const openVault = vaultBehind(() => ({
    'backups.current': async (input, ask) => {
      const { backup } = await ask(input)
      return { backup: backup?.version === before?.version ? null : backup }
    },
  }))
  const fresh = await town.device('ada', { openVault })
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  await fresh.verifyDevice(null)
  await comparing(fresh, ada)
  await matched(fresh, ada)
  await until(fresh.keyring, (state) => state.kind === 'ready' && state.backup)
  const { backup: after } = await ada.call('backups.current', {})
  expect(after?.version).not.toBe(before?.version)
  expect(after?.auth).toBe(before?.auth)
})
