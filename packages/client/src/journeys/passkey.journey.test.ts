import { passkeySecret } from '@parley/protocol'
import { Authenticator } from '@parley/server/testing'
import { expect, test } from 'vitest'
import type { Client } from '../client.ts'
import { until } from '../readable.ts'
import { formsOf } from '../testing/forms-of.ts'
import { shows, Town } from '../testing/town.ts'
import { directOf } from '../testing/who.ts'

const output = new Uint8Array(32).fill(7)

/** Gives an account a passkey. Answers its id. */
async function addPasskey(town: Town, client: Client): Promise<string> {
  const authenticator = new Authenticator(town.url)
  const { ceremony, options } = await client.call('passkeys.add-begin', {})
  await client.call('passkeys.add-finish', { ceremony, response: authenticator.create(options) })
  return authenticator.id
}

const wrapped = async (client: Client, passkey: string): Promise<string | null> =>
  (await client.call('secrets.get', { name: passkeySecret(passkey) })).body

test('row 24: a fresh device reads what was said before, by a passkey alone; what it derived travels nowhere', async () => {
  await using town = await Town.open()
  const travelled: string[] = []
  class Wiretap extends WebSocket {
    override send(data: string): void {
      travelled.push(data)
      super.send(data)
    }
  }
  const options = { WebSocket: Wiretap }
  const [ada, ben] = [await town.person('ada', options), await town.person('ben')]
  const direct = await directOf(ada, ben)
  await ben.room(direct).send('the harbour at nine')
  await shows(ada, direct, ['the harbour at nine'])
  const made = new Uint8Array(crypto.getRandomValues(new Uint8Array(32)))
  const passkey = await addPasskey(town, ada)
  expect(await ada.takePasskey({ passkey, output: made })).toBe(true)
  expect(await ada.call('passkeys.list', {})).toMatchObject({ passkeys: [{ id: passkey, opens: true }] })

  const fresh = await town.device('ada', options)
  await until(fresh.keyring, ({ kind }) => kind === 'unconfirmed')
  expect(await fresh.takePasskey({ passkey, output: made.with(0, (made[0] ?? 0) ^ 1) })).toBe(false)
  expect(await fresh.takePasskey({ passkey: 'another', output: made })).toBe(false)
  expect(fresh.keyring.get()).toMatchObject({ kind: 'unconfirmed' })
  await ada.close()
  expect(await fresh.takePasskey({ passkey, output: made })).toBe(true)
  await until(fresh.keyring, ({ kind }) => kind === 'ready')
  fresh.room(direct).open()
  await shows(fresh, direct, ['the harbour at nine'])
  await fresh.room(direct).send('from the new one')
  await shows(ben, direct, ['the harbour at nine', 'from the new one'])

  const text = Buffer.from(made)
  const forms = [...formsOf(text.toString('latin1')), text.toString('base64url'), text.toString('hex'), `${[...made]}`]
  for (const form of forms) expect(travelled.some((frame) => frame.includes(form))).toBe(false)
  expect(travelled.some((frame) => frame.includes(passkeySecret(passkey)))).toBe(true)
})

test('row 1: the passkey that made the account is let in as soon as its keys are made', async () => {
  await using town = await Town.open()
  await town.person('ada')
  const [ben, fresh] = [town.engine(), town.engine()]
  const authenticator = new Authenticator(town.url)
  const admission = { kind: 'open' } as const
  const begun = await ben.auth.passkeyRegisterBegin({ handle: 'ben', name: 'Ben', admission })
  const made = { ceremony: begun.ceremony, response: authenticator.create(begun.options) }
  await ben.auth.passkeyRegisterFinish(made)
  expect(await ben.takePasskey({ passkey: authenticator.id, output })).toBe(true)
  expect(ben.keyring.get()).toMatchObject({ kind: 'ready' })

  const { ceremony, options } = await fresh.auth.passkeySignInBegin()
  await fresh.auth.passkeySignInFinish({ ceremony, response: authenticator.get(options) })
  expect(await fresh.takePasskey({ passkey: authenticator.id, output })).toBe(true)
  expect(fresh.keyring.get()).toMatchObject({ kind: 'ready' })
})

test('another recovery key, and beginning anew, take the way by passkey away; the first recovery key does not', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const passkey = await addPasskey(town, ada)
  await ada.takePasskey({ passkey, output })
  await ada.makeRecoveryKey()
  expect(await wrapped(ada, passkey)).not.toBeNull()
  await ada.makeRecoveryKey()
  expect(await wrapped(ada, passkey)).toBeNull()

  await ada.takePasskey({ passkey, output })
  const old = await wrapped(ada, passkey)
  const [anew, fresh] = [await town.device('ada'), await town.device('ada')]
  for (const device of [anew, fresh]) await until(device.keyring, ({ kind }) => kind === 'unconfirmed')
  await anew.startOver()
  expect(await wrapped(anew, passkey)).toBeNull()
  expect(await fresh.takePasskey({ passkey, output })).toBe(false)
  // A server that kept it and brings it back opens nothing with it.
  await anew.call('secrets.put', { name: passkeySecret(passkey), body: old })
  expect(await fresh.takePasskey({ passkey, output })).toBe(false)
  expect(fresh.keyring.get()).toMatchObject({ kind: 'unconfirmed' })
})
