import 'fake-indexeddb/auto'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { shelf } from '../testing/shelf.ts'
import { Vault } from './vault.ts'
import type { StoreSeal } from './vault-config.ts'

const id = (n: number): string => makeId(n, new Uint8Array(10).fill(n))
const [ann, room] = [id(1), id(2)]

const opened = (name: string, seal: StoreSeal, courier = shelf(ann, 'ANN').courier) =>
  Vault.open({ user: ann, device: 'ANN', store: { name, ...seal }, courier })

const seals = (n: number): readonly StoreSeal[] => [
  { key: new Uint8Array(32).fill(n) },
  { passphrase: `the long secret ${n}` },
]

test.each(seals(1))(
  'a vault is the same one when it is opened again: it opens what was sealed before, under the same keys',
  async (seal) => {
    const { courier, shown } = shelf(ann, 'ANN')
    const first = await opened(`again ${Object.keys(seal)}`, seal, courier)
    await first.pump()
    await first.makeIdentity()
    const body = await first.seal(room, [ann], 'parley.message', { text: 'still here' })
    const identity = await first.identities([ann])
    const keys = shown.devices[0]?.keys
    first[Symbol.dispose]()

    const second = await opened(`again ${Object.keys(seal)}`, seal, courier)
    const opening = await second.openEntry({ id: id(3), room, sender: ann, at: 1, body })
    expect(opening).toMatchObject({ kind: 'opened', content: { text: 'still here' } })
    await second.pump()
    expect(await second.identities([ann])).toEqual(identity)
    expect(shown.devices[0]?.keys).toBe(keys)
    second[Symbol.dispose]()
  },
)

test.each([0, 1])('a wrong secret opens no vault, and the right one still does', async (which) => {
  const [right, wrong] = [seals(1)[which], seals(2)[which]]
  if (!right || !wrong) throw new Error('there are two ways to seal a store')
  const first = await opened(`locked ${which}`, right)
  first[Symbol.dispose]()
  await expect(opened(`locked ${which}`, wrong)).rejects.toThrow()
  const again = await opened(`locked ${which}`, right)
  again[Symbol.dispose]()
})
