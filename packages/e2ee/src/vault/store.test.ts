import 'fake-indexeddb/auto'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { shelf } from '../testing/shelf.ts'
import { Vault } from './vault.ts'

const id = (n: number): string => makeId(n, new Uint8Array(10).fill(n))
const [ann, room] = [id(1), id(2)]

const opened = (name: string, passphrase: string, courier = shelf(ann, 'ANN').courier) =>
  Vault.open({ user: ann, device: 'ANN', store: { name, passphrase }, courier })

test('a vault is the same one when it is opened again: it opens what was sealed before, under the same keys', async () => {
  const { courier, shown } = shelf(ann, 'ANN')
  const first = await opened('again', 'a long secret', courier)
  await first.pump()
  await first.makeIdentity()
  const body = await first.seal(room, [ann], 'parley.message', { text: 'still here' })
  const identity = await first.identities([ann])
  const keys = shown.devices[0]?.keys
  first[Symbol.dispose]()

  const second = await opened('again', 'a long secret', courier)
  const opening = await second.openEntry({ id: id(3), room, sender: ann, at: 1, body })
  expect(opening).toMatchObject({ kind: 'opened', content: { text: 'still here' } })
  await second.pump()
  expect(await second.identities([ann])).toEqual(identity)
  expect(shown.devices[0]?.keys).toBe(keys)
  second[Symbol.dispose]()
})

test('a wrong secret opens no vault, and the right one still does', async () => {
  const first = await opened('locked', 'a long secret')
  first[Symbol.dispose]()
  await expect(opened('locked', 'another secret')).rejects.toThrow()
  const again = await opened('locked', 'a long secret')
  again[Symbol.dispose]()
})
