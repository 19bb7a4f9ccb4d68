import 'fake-indexeddb/auto'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { shelf } from '../testing/shelf.ts'
import { readSealed } from './ciphertext.ts'
import { Vault } from './vault.ts'

const [ann, room] = [1, 2].map((n) => makeId(n, new Uint8Array(10).fill(n))) as [string, string]

/** Seals so many entries at once. Answers, for each key in the order of its first use, how many it sealed. */
async function sealed(vault: Vault, many: number): Promise<readonly number[]> {
  const all = Array.from({ length: many }, (_, n) => vault.seal(room, [ann], 'parley.message', { n }))
  const by = Map.groupBy(await Promise.all(all), (body) => readSealed(body)?.session)
  return [...by.values()].map(({ length }) => length)
}

test('sealing settles without a session, past a hundred entries, after a renewal, and when the keys were opened again', async () => {
  const { courier } = shelf(ann, 'ANN')
  const open = () =>
    Vault.open({ user: ann, device: 'ANN', store: { name: 'room-keys', key: new Uint8Array(32).fill(7) }, courier })
  const vault = await open()
  await vault.pump()
  await vault.makeIdentity()
  expect(await sealed(vault, 250)).toEqual([100, 100, 50])
  await vault.renewKey(room)
  await vault.renewKey(room)
  expect(await sealed(vault, 60)).toEqual([60])
  vault[Symbol.dispose]()
  using again = await open()
  expect(await sealed(again, 101)).toEqual([40, 61])
})
