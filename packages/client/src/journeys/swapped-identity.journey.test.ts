import { MadeIdentity } from '@parley/e2ee/testing'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { dishonestVault } from '../testing/dishonest-vault.ts'
import { Town } from '../testing/town.ts'
import { agreed, comparing, reaches } from '../testing/verifying.ts'
import { directOf, idOf } from '../testing/who.ts'

/**
 * Two people who have never met. The server shows each of them an identity of its own that has signed the other's true
 * devices, and passes on what they say as it is.
 */
async function misled(town: Town): Promise<readonly [Client, Client]> {
  const made = new Map<string, MadeIdentity>()
  const openVault = dishonestVault((keys, to) => {
    if (keys.user === to) return keys
    const identity = made.get(keys.user) ?? new MadeIdentity(keys.user)
    made.set(keys.user, identity)
    return identity.over(keys.devices)
  })
  const [ada, ben] = [await town.person('ada', { openVault }), await town.person('ben', { openVault })]
  await directOf(ada, ben)
  await ada.verifyPerson(idOf(ben))
  return [ada, ben]
}

test('row 107: the server swaps identities and passes on what is said: the pictures are the same, the keys are not', async () => {
  await using town = await Town.open()
  const [ada, ben] = await misled(town)
  const [hers, his] = await comparing(ada, ben)
  expect(hers).toBe(his)
  for (const client of [ada, ben]) await client.verificationStep((await reaches(client, 'comparing')).id, 'confirm')
  for (const client of [ada, ben]) {
    expect((await reaches(client, 'cancelled')).state.why).toBe('keys-differ')
    expect(client.trust.get().people.size).toBe(0)
  }
})

test('row 107: the server swaps identities and passes on what is said: the code that the other shows is refused', async () => {
  await using town = await Town.open()
  const [ada, ben] = await misled(town)
  await agreed(ada, ben)
  const { code } = (await reaches(ben, 'ready')).state
  expect(await ada.scanCode((await reaches(ada, 'ready')).id, code ?? new Uint8Array())).toBe(false)
  for (const client of [ada, ben]) {
    expect((await reaches(client, 'cancelled')).state.why).toBe('keys-differ')
    expect(client.trust.get().people.size).toBe(0)
  }
})
