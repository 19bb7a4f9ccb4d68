import 'fake-indexeddb/auto'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { fullKeys } from '../testing/full-keys.ts'
import { shelf } from '../testing/shelf.ts'
import { Vault } from './vault.ts'

const id = (n: number): string => makeId(n, new Uint8Array(10).fill(n))
const [ann, room] = [id(1), id(2)]
const { courier } = shelf(ann, 'ANN')
const opened = (name: string) =>
  Vault.open({ user: ann, device: 'ANN', store: { name, key: new Uint8Array(32).fill(7) }, courier })
const said = (vault: Vault, text: string) => vault.seal(room, [ann], 'parley.message', { text })
const entry = (body: string) => ({ id: id(3), room, sender: ann, at: 1, body })

test('a vault that could not keep something does nothing more; opened anew it stands where its store does', async () => {
  using keys = fullKeys((database) => database.startsWith('brim'))
  const first = await opened('brim')
  await first.pump()
  await first.makeIdentity()
  const before = await said(first, 'before')
  await first.renewKey(room)
  const faults: Error[] = []
  first.onFault((fault) => faults.push(fault))
  keys.isFull = true
  await expect(said(first, 'too much')).rejects.toThrow(/crypto store/)
  keys.isFull = false
  await expect(said(first, 'too late')).rejects.toBe(faults[0])
  // It cannot look now, and says nothing about what it was shown.
  expect(await first.peek(entry(before))).toEqual({ kind: 'unopened', why: 'no-key' })
  expect(faults).toHaveLength(1)
  first[Symbol.dispose]()

  const second = await opened('brim')
  await second.pump()
  expect(await second.peek(entry(before))).toMatchObject({ kind: 'opened', content: { text: 'before' } })
  const after = await said(second, 'after')
  expect(await second.peek({ ...entry(after), id: id(4) })).toMatchObject({
    kind: 'opened',
    content: { text: 'after' },
  })
  second[Symbol.dispose]()
  expect(await second.peek(entry(before))).toEqual({ kind: 'unopened', why: 'no-key' })
})
