import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { backedUp } from '../testing/backed-up.ts'
import { type Between, vaultBehind } from '../testing/behind.ts'
import { kept } from '../testing/kept.ts'
import { skippingClock } from '../testing/skipping-clock.ts'
import { live, shows, Town } from '../testing/town.ts'
import { comparing, matched } from '../testing/verifying.ts'

/** A server that shows a backup under a key of its own, and what is put anywhere meanwhile. */
function swapping(version?: string) {
  const swap = { isShown: true, put: [] as string[] }
  const between: Between = {
    async 'backups.current'(input, ask) {
      const { backup } = await ask(input)
      const auth = JSON.stringify({ public_key: 'A'.repeat(43) })
      return { backup: swap.isShown && backup ? { ...backup, version: version ?? backup.version, auth } : backup }
    },
    'backups.put'(input, ask) {
      if (swap.isShown) swap.put.push(input.version)
      return ask(input)
    },
  }
  return { swap, openVault: vaultBehind(() => between) }
}

test.each([
  ['in another version', '999'],
  ['in the same version', undefined],
])('a backup under a key of the server, %s: nothing goes into it, and talk goes on', async (_, version) => {
  await using town = await Town.open()
  const { ada, ben, room, store } = await kept(town)
  await ada.close()
  const [{ swap, openVault }, clock] = [swapping(version), skippingClock()]
  const again = town.engine({ store, openVault, clock })
  await until(again.keyring, (state) => state.kind === 'ready' && !state.backup)
  again.room(room).open()
  await again.room(room).send('still here')
  await shows(ben, room, ['mine', 'yours', 'still here'])
  await ben.room(room).send('so am I')
  await shows(again, room, ['mine', 'yours', 'still here', 'so am I'])
  // What has come goes into the backup after a pause.
  clock.skip(60_000)
  await again.room(room).send('and now')
  await shows(ben, room, ['mine', 'yours', 'still here', 'so am I', 'and now'])
  expect(swap.put).toEqual([])
  swap.isShown = false
  await town.stop()
  await town.begin()
  await until(again.keyring, (state) => state.kind === 'ready' && state.backup)
  await backedUp(again, room)
})

test('a new device to which the server shows a backup under its own key takes no key for it, until the true one is shown', async () => {
  await using town = await Town.open()
  const { ada, room } = await kept(town)
  const { swap, openVault } = swapping()
  const fresh = await town.device('ada', { openVault })
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  await fresh.verifyDevice(null)
  await comparing(fresh, ada)
  await matched(fresh, ada)
  await until(fresh.keyring, ({ kind }) => kind === 'ready')
  fresh.room(room).open()
  await fresh.room(room).send('from the new one')
  await shows(ada, room, ['mine', 'yours', 'from the new one'])
  expect(fresh.keyring.get()).toMatchObject({ kind: 'ready', backup: false })
  expect(swap.put).toEqual([])
  swap.isShown = false
  await town.stop()
  await town.begin()
  await live(fresh)
  await until(fresh.keyring, (state) => state.kind === 'ready' && state.backup)
  await shows(fresh, room, ['mine', 'yours', 'from the new one'])
})
