import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { meetIn, shows, Town } from '../testing/town.ts'

/** Whose keys are ids, so that a key more would be one id more. */
const byId = ['presence', 'heads']

/** The same with a key more in every object. */
function richer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(richer)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([key, part]) => [key, byId.includes(key) ? part : richer(part)] as const)
  return { ...Object.fromEntries(fields), fromALaterVersion: { on: true } }
}

const unknown = [
  { type: 'weather', forecast: 'rain' },
  { type: 'entries', room: 'somewhere', entries: [{ seq: 1 }] },
]
let heard = 0

/** The real connection to the real server, with what a server of a later version might add. */
class NewerSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols)
    const ours = new WeakSet<Event>()
    this.addEventListener('message', (event) => {
      if (ours.has(event)) return
      event.stopImmediatePropagation()
      heard += 1
      for (const frame of [...unknown, richer(JSON.parse(String(event.data)))]) {
        const next = new MessageEvent('message', { data: JSON.stringify(frame) })
        ours.add(next)
        this.dispatchEvent(next)
      }
    })
  }
}

test('row 27: an unknown frame type and unknown keys are ignored by the client', async () => {
  await using town = await Town.open()
  const ada = await town.person('ada')
  const ben = await town.person('ben', { WebSocket: NewerSocket })
  const room = await meetIn(ada, ben)
  for (const client of [ada, ben]) client.room(room).open()
  await ada.room(room).send('Hello Ben')
  await shows(ben, room, ['Hello Ben'])
  await ben.room(room).send('Hello Ada')
  await shows(ada, room, ['Hello Ben', 'Hello Ada'])
  await shows(ben, room, ['Hello Ben', 'Hello Ada'])
  await until(ben.room(room).timeline, ({ items }) => items.every(({ delivery }) => delivery.kind === 'sent'))
  expect(ben.connection.get()).toEqual({ kind: 'live', via: 'socket' })
  expect(heard).toBeGreaterThan(5)
})
