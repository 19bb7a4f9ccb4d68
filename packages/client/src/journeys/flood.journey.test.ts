import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { TownProxy } from '../testing/proxy.ts'
import { live, meetIn, shows, Town } from '../testing/town.ts'

test('row 100: the SDK floods, is closed with 4029 and is live again by itself', async () => {
  await using town = await Town.open({ PARLEY_COMMANDS_PER_SECOND: '1', PARLEY_COMMANDS_BURST: '150' })
  await using proxy = await TownProxy.open(town.port)
  const ada = await town.person('ada')
  const ben = await town.person('ben', { url: proxy.url })
  const room = await meetIn(ada, ben)
  ada.room(room).open()
  const answers = Array.from({ length: 600 }, () => ben.call('presence.set', { state: 'online' }))
  const settled = Promise.allSettled(answers)
  const cut = await until(ben.connection, (state) => state.kind === 'connecting' && state.retryAt !== null)
  const retryAt = cut.kind === 'connecting' ? (cut.retryAt ?? 0) : 0
  // Without a stated time the first pause is half a second at most.
  expect(retryAt - Date.now()).toBeGreaterThan(1000)
  const codes = (await settled).map((answer) =>
    answer.status === 'rejected' ? (answer.reason as { code: string }).code : 'done',
  )
  expect(codes).toContain('rate_limited')
  expect(codes.at(-1)).toBe('unavailable')
  await ben.room(room).send('written while shut out')
  await live(ben)
  await shows(ada, room, ['written while shut out'])
  // One connection before the flood, and one after it: the first try at the stated time was let in.
  expect(proxy.upgrades).toBe(2)
})
