import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { shelf } from '../testing/shelf.ts'
import { openByPasskey } from './passkey.ts'
import { Vault } from './vault.ts'

const ann = makeId(1, new Uint8Array(10).fill(1))
const output = new Uint8Array(32).fill(7)

test('what is sealed for a passkey opens by the same output of its authenticator, and by nothing else', async () => {
  const { courier } = shelf(ann, 'ANN')
  using vault = await Vault.open({ user: ann, device: 'ANN', courier })
  await vault.pump()
  await vault.makeIdentity()
  const body = (await vault.sealForPasskey(output)) ?? ''
  const opened = await openByPasskey(Uint8Array.from(output), body)
  expect(opened?.to_json()).toMatchObject({ cross_signing: { master_key: expect.any(String) } })

  expect(await openByPasskey(output.with(31, 8), body)).toBeNull()
  expect(await vault.recoverByPasskey(output.with(0, 8), body)).toBe(false)
  for (const broken of ['', '{}', 'null', body.replace('"mac":"', '"mac":"AAAA'), body.slice(0, -9)])
    expect(await openByPasskey(output, broken)).toBeNull()

  // Neither the recovery key of these secrets nor the output itself is the key.
  const recovery = await vault.makeRecovery()
  expect(await openByPasskey(output, recovery.body)).toBeNull()
  expect(await vault.recover({ key: recovery.key, body })).toBe(false)
})

test('an output of another length seals and opens nothing', async () => {
  const { courier } = shelf(ann, 'BOB')
  using vault = await Vault.open({ user: ann, device: 'BOB', courier })
  for (const length of [0, 31, 33, 64]) {
    expect(await vault.sealForPasskey(new Uint8Array(length))).toBeNull()
    expect(await openByPasskey(new Uint8Array(length), '{}')).toBeNull()
  }
})
