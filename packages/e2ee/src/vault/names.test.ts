import { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm'
import { makeId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { deviceId, idOf, roomName, userId, userIds, userName } from './names.ts'

const [ann, bo] = [1, 2].map((n) => makeId(n, new Uint8Array(10).fill(n))) as [string, string]

test('the library takes over the ids of a list, so that each call gets ones of its own', async () => {
  const machine = await OlmMachine.initialize(userId(ann), deviceId('ANN'))
  const ids = userIds([ann, bo])
  await machine.updateTrackedUsers(ids)
  for (const id of ids) expect(() => id.toString()).toThrow()
  await machine.updateTrackedUsers(userIds([ann, bo]))
  const tracked = [...(await machine.trackedUsers())].map((user) => idOf(user.toString()))
  expect(tracked.toSorted()).toEqual([ann, bo].toSorted())
  machine.close()
})

test('a name gives its id back, whatever stands in it', () => {
  for (const id of [ann, `${bo}.self`, 'A-_b:parley'])
    expect([idOf(userName(id)), idOf(roomName(id))]).toEqual([id, id])
})
