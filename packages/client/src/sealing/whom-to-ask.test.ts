import type { Member } from '@parley/protocol'
import { expect, test } from 'vitest'
import { whomToAsk } from './whom-to-ask.ts'

const member = (id: string, state: 'joined' | 'invited' = 'joined'): Member =>
  ({ profile: { id, handle: id, name: id, kind: 'account' }, role: 'member', state }) as Member
const names = (count: number): Member[] => Array.from({ length: count }, (_, n) => member(`m${n}`))
const asking = { me: 'me', inviter: 'bo', isOnline: (user: string) => user === 'on', turn: 0 }

test('the inviter first, then who is online, then the others; nobody who only waits, and not oneself', () => {
  const members = [member('ann'), member('bo'), member('kim', 'invited'), member('me'), member('on')]
  expect(whomToAsk(members, asking)).toEqual(['bo', 'on', 'ann'])
  expect(whomToAsk(members, { ...asking, inviter: null })).toEqual(['on', 'ann', 'bo'])
  expect(whomToAsk([], asking)).toEqual([])
})

test('in a large room 20 at a time, and everybody in turn', () => {
  const members = [member('bo'), ...names(50)]
  const asked = new Set<string>()
  for (let turn = 0; turn < 3; turn += 1) {
    const some = whomToAsk(members, { ...asking, turn })
    expect(some).toHaveLength(20)
    expect(some[0]).toBe('bo')
    for (const user of some) asked.add(user)
  }
  expect(asked.size).toBe(51)
})
