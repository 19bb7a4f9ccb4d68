import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { Town } from '../testing/town.ts'
import { type Deceived, deceived } from '../testing/two-doubles.ts'
import { reaches } from '../testing/verifying.ts'
import { idOf } from '../testing/who.ts'

/** Ada asks Ben; the server takes what she says to its own Ben, and lets its own Ada ask the true one. */
async function relayed({ ada, ben, falseBen, falseAda }: Deceived): Promise<void> {
  await ada.verifyPerson(idOf(ben))
  const asked = await falseBen.reaches('asked')
  await falseAda.vault.verifications.askPerson(idOf(ben))
  await ben.verificationStep((await reaches(ben, 'asked')).id, 'accept')
  await falseAda.reaches('ready')
  await falseBen.vault.verifications.accept(asked)
  for (const client of [ada, ben]) await reaches(client, 'ready')
}

/** Both look at pictures; each of them shares them with a double. */
async function pictures({ ada, ben, falseAda }: Deceived): Promise<readonly string[]> {
  await ada.verificationStep((await reaches(ada, 'ready')).id, 'compare')
  await falseAda.vault.verifications.compare(await falseAda.reaches('ready'))
  const both = await Promise.all([ada, ben].map(async (client) => (await reaches(client, 'comparing')).state))
  return both.map((state) => state.pictures.map(({ symbol }) => symbol).join(' '))
}

const trusted = (client: Client): number => client.trust.get().people.size

test('row 107: a relay between two doubles: the pictures differ; whoever says so has verified and signed nobody', async () => {
  await using town = await Town.open()
  await using all = await deceived(town)
  const { ada, ben, falseAda, falseBen, signed } = all
  await relayed(all)
  const [hers, his] = await pictures(all)
  expect(hers).not.toBe(his)
  for (const client of [ada, ben]) await client.verificationStep((await reaches(client, 'comparing')).id, 'mismatch')
  for (const double of [falseAda, falseBen]) {
    await double.reaches('cancelled')
    await double.vault.verifications.confirm(await double.reaches('cancelled'))
  }
  for (const client of [ada, ben]) {
    expect((await reaches(client, 'cancelled')).state).toEqual({ kind: 'cancelled', why: 'mismatch', byMe: true })
    expect(trusted(client)).toBe(0)
  }
  expect(signed).toEqual([])
})

test('whoever says that different pictures are the same verifies a double: nothing but the comparison tells', async () => {
  await using town = await Town.open()
  await using all = await deceived(town)
  const { ada, ben, falseAda, falseBen, signed } = all
  await relayed(all)
  await pictures(all)
  for (const client of [ada, ben]) await client.verificationStep((await reaches(client, 'comparing')).id, 'confirm')
  for (const double of [falseAda, falseBen]) await double.vault.verifications.confirm(await double.reaches('comparing'))
  await until(ada.trust, ({ people }) => people.get(idOf(ben)) === 'verified')
  await until(ben.trust, ({ people }) => people.get(idOf(ada)) === 'verified')
  expect(signed.toSorted()).toEqual([idOf(ada), idOf(ben)].toSorted())
})

test('row 107: a relay between two doubles: the code that the other shows is refused', async () => {
  await using town = await Town.open()
  await using all = await deceived(town)
  const { ada, ben, signed } = all
  await relayed(all)
  for (const [scans, shows] of [
    [ada, ben],
    [ben, ada],
  ] as const) {
    const { code } = (await reaches(shows, 'ready')).state
    expect(code?.length).toBeGreaterThan(100)
    expect(await scans.scanCode((await reaches(scans, 'ready')).id, code ?? new Uint8Array())).toBe(false)
  }
  expect([trusted(ada), trusted(ben)]).toEqual([0, 0])
  expect(signed).toEqual([])
})
