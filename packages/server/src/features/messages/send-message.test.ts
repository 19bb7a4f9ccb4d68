import { expect, test } from 'vitest'
import type { House } from '../../house.ts'
import { at, deviceOf, idOf, message, roomOf, say, userOf } from '../../ports/storage/cast.contract.ts'
import { connectionOf, openCore } from '../../testing/core.contract.ts'
import type { Rooms } from '../rooms/index.ts'
import { sendMessage } from './send-message.ts'

test('C7: a retry tells everybody of what the node stored that ended before it told anybody', async () => {
  await using core = await openCore()
  const { storage, delivery } = core
  await storage.apply('room.create', roomOf('r', 'public', ['ada', 'ben']))
  const ben = connectionOf('ben')
  delivery.add(ben.connection)
  await delivery.serve(ben.connection, idOf('r'))
  ben.connection.beginCatchUp()
  ben.connection.goLive()
  const { room, id, body } = message('r', 'ada', 'm')
  const { seq } = await say(storage, message('r', 'ada', 'm'))

  const { run } = sendMessage(core as unknown as House, {} as Rooms)
  const actor = { user: userOf('ada'), device: deviceOf('ada'), kind: 'account' as const }
  const caller = { address: '', agent: '', connection: null, cookie: null }
  const answer = await run({ input: { room, id, kind: 'message', body }, actor, access: null as never, caller })
  expect(answer).toEqual({ seq, at, messages: 1, dup: true })
  ben.outbox.flush()
  expect(ben.frames.at(-1)).toMatchObject({ type: 'entry', entry: { seq, id } })
})
