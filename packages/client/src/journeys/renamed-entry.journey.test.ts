import { expect, test } from 'vitest'
import { kept, recovered } from '../testing/kept.ts'
import { closed, reasons } from '../testing/reasons.ts'
import { newId, shows, Town } from '../testing/town.ts'

test('what was said stands under another id, before a device that has not seen it: it is not shown', async () => {
  await using town = await Town.open()
  const { ada, ben, room, key } = await kept(town)
  for (const gone of [ada, ben]) await gone.close()
  await town.tamper((db) => {
    const first = "SELECT id FROM entries WHERE kind = 'message' ORDER BY seq LIMIT 1"
    db.prepare(`UPDATE entries SET id = ? WHERE id = (${first})`).run(newId())
  })
  const fresh = await recovered(town, key)
  fresh.room(room).open()
  await closed(fresh, room, 1)
  expect(reasons(fresh, room)).toEqual(['repeated'])
  await shows(fresh, room, ['yours'])
})
