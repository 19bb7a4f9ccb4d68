import { defaultLimits, type InputOf, makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { shelf } from '../testing/shelf.ts'
import { Vault } from './vault.ts'

const id = (n: number): string => makeId(n, new Uint8Array(10).fill(n))
const ann = id(1)

test('many keys at once go into the backup in commands that fit a frame, each once', async () => {
  const sent: InputOf<'backups.put'>[] = []
  const { courier } = shelf(ann, 'ANN', (command, input) => {
    if (command === 'backups.current') return { backup: null }
    if (command === 'backups.create') return { version: '1' }
    if (command !== 'backups.put') return undefined
    sent.push(input as InputOf<'backups.put'>)
    return { count: 0, etag: '' }
  })
  using vault = await Vault.open({ user: ann, device: 'ANN', courier })
  await vault.pump()
  await vault.makeIdentity()
  const rooms = Array.from({ length: 150 }, (_, n) => id(n + 2))
  for (const room of rooms) await vault.seal(room, [ann], 'parley.message', { text: 'one' })
  expect(await vault.backup.begin()).toBe(true)
  await vault.backup.keep()
  const kept = sent.flatMap(({ sessions }) => sessions.map(({ room }) => room))
  expect(kept.toSorted()).toEqual(rooms.toSorted())
  for (const input of sent) {
    const frame = JSON.stringify({ type: 'do', id: 1, command: 'backups.put', input })
    expect(frame.length).toBeLessThan(defaultLimits.frameBytes)
  }
})
