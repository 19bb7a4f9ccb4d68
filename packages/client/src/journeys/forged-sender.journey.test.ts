import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { kept, recovered } from '../testing/kept.ts'
import { reasons } from '../testing/reasons.ts'
import { Town, texts } from '../testing/town.ts'
import { idOf } from '../testing/who.ts'

test('what was said stands under another name, before a device that has its keys from the backup: it is not shown', async () => {
  await using town = await Town.open()
  const { ada, ben, room, key } = await kept(town)
  for (const gone of [ada, ben]) await gone.close()
  await town.tamper((db) => {
    const swap = "UPDATE entries SET sender = ?, device = ? WHERE kind = 'message' AND sender = ?"
    const { sender, device } = db
      .prepare("SELECT sender, device FROM entries WHERE kind = 'message' AND sender = ?")
      .get(idOf(ben)) as Record<string, string>
    db.prepare(swap).run(sender ?? '', device ?? '', idOf(ada))
  })
  const fresh = await recovered(town, key)
  fresh.room(room).open()
  await until(
    fresh.room(room).timeline,
    () => texts(fresh, room).length + reasons(fresh, room).length === 2 && texts(fresh, room).includes('yours'),
  )
  expect(texts(fresh, room)).toEqual(['yours'])
  expect(reasons(fresh, room)).toEqual(['not-the-sender'])
})
