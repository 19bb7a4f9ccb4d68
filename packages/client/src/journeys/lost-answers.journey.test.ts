import { ParleyError } from '@parley/protocol'
import { expect, test } from 'vitest'
import { until } from '../readable.ts'
import { type Between, vaultBehind } from '../testing/behind.ts'
import { privateRoom } from '../testing/comers.ts'
import { bringIn } from '../testing/history-room.ts'
import { shows, Town } from '../testing/town.ts'
import { directOf } from '../testing/who.ts'

/** The first answer to each of these gets lost, and the connection stays. */
function losing(...commands: readonly (keyof Between)[]) {
  const left = new Set<string>(commands)
  const once = (name: string) => async (input: never, ask: (input: never) => Promise<never>) => {
    const answer = await ask(input)
    if (left.delete(name)) throw new ParleyError('unavailable')
    return answer
  }
  const between = Object.fromEntries(commands.map((name) => [name, once(name)])) as Between
  return { left, openVault: vaultBehind(() => between) }
}

test.each(['keys.publish', 'keys.identity', 'keys.sign', 'keys.query', 'backups.current', 'backups.create'] as const)(
  'the answer to %s gets lost while the keys of a device are made: it is asked again, and the device gets ready',
  async (command) => {
    await using town = await Town.open()
    const { left, openVault } = losing(command)
    const ada = await town.person('ada', { openVault })
    expect(left.size).toBe(0)
    await until(ada.keyring, (state) => state.kind === 'ready' && state.backup)
    const ben = await town.person('ben')
    const room = await directOf(ada, ben)
    await ada.room(room).send('Hello')
    await shows(ben, room, ['Hello'])
  },
)

test('whoever has come into a sealed room and does not know it may join again', async () => {
  await using town = await Town.open()
  const [ada, ben] = [await town.person('ada'), await town.person('ben')]
  const room = await privateRoom(ada)
  await bringIn(ada, ben, room)
  await ben.room(room).change({ kind: 'join' })
  const { lines } = await ada.call('rooms.lines', { room, after: 0 })
  expect(lines.map(({ index }) => index)).toEqual([1, 2, 3])
})
