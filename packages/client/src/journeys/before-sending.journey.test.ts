import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { TownProxy } from '../testing/proxy.ts'
import { meetIn, shows, Town } from '../testing/town.ts'

test('C5: what waits to be kept while its line ends leaves by the next one, in its order, and not beside it', async () => {
  await using town = await Town.open()
  await using near = await TownProxy.open(town.port)
  const posted: string[] = []
  let kept = Promise.resolve()
  const ada = await town.person('ada', {
    url: near.url,
    WebSocket,
    beforeSending: () => kept,
    fetch: (address, request) => {
      posted.push(String(address))
      return fetch(address, request)
    },
  })
  const room = await meetIn(ada, await town.person('ben'))
  ada.room(room).open()
  const { promise, resolve } = Promise.withResolvers<void>()
  kept = promise
  await ada.room(room).send('one')
  await ada.room(room).send('two')
  const ended = until(ada.connection, ({ kind }) => kind !== 'live')
  near.cut()
  await ended
  resolve()
  await ada.room(room).send('three')
  await shows(ada, room, ['one', 'two', 'three'])
  await until(ada.room(room).timeline, ({ items }) => items.every(({ delivery }) => delivery.kind === 'sent'))
  expect(posted.filter((address) => address.includes('messages.send'))).toEqual([])
})
