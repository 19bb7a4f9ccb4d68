import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { memoryStore } from '../store/memory.ts'
import { put } from '../store/store.ts'
import { vaultPlace } from './vault-place.ts'

test('the keys of a device are sealed with the same 32 bytes at each start, and with others for another device', async () => {
  const store = memoryStore()
  const made = await vaultPlace('phone', store, systemClock)
  expect(made).toEqual({ name: 'parley-keys-phone', key: expect.stringMatching(/^[\w-]{43}$/) })
  expect(await vaultPlace('phone', store, systemClock)).toEqual(made)
  expect(await vaultPlace('tablet', store, systemClock)).not.toMatchObject({ key: 'key' in made ? made.key : null })
})

test('a device of before keeps its passphrase', async () => {
  const store = memoryStore()
  const before = { name: 'parley-keys-phone', passphrase: 'as it was' }
  await store.write([put('meta', '', 'vault', before)], 'strict')
  expect(await vaultPlace('phone', store, systemClock)).toEqual(before)
})
