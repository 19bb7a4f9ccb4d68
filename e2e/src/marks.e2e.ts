import { afterAll, beforeAll, expect, test } from 'vitest'
import { says, tick, write } from './house/conversation.ts'
import { openTown, type Town } from './house/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town[Symbol.asyncDispose]())

test('row 43: kill -9 of the server right after the tick: the message is there', async () => {
  const ada = await town.person('Ada')
  const bo = await town.person('Bo')
  const room = await town.room([ada, bo])
  await ada.enter(room)
  await write(ada.page, 'before the power went')
  await says(tick(ada.page, 'before the power went'), 'Sent')
  await town.server.kill()
  await town.server.restart()
  await bo.enter(room)
  await bo.page.getByText('before the power went').waitFor()
  await says(tick(ada.page, 'before the power went'), /Delivered|Read/)
  expect(bo.complaints).toEqual([])
})
