import type { Member } from '@parley/protocol'
import { expect, test } from 'vitest'
import { countOnline, sections } from './sections.ts'

type Kind = Member['profile']['kind']

const member = (
  name: string,
  role: Member['role'],
  state: Member['state'] = 'joined',
  kind: Kind = 'account',
): Member => ({
  profile: { id: name, handle: name, name, kind },
  role,
  state,
  since: 1,
})
const people = [
  member('Zoe', 'owner'),
  member('Ada', 'moderator'),
  member('Mo', 'member'),
  member('Bo', 'member'),
  member('Cy', 'member'),
  member('Di', 'member'),
  member('Tide', 'member', 'joined', 'bot'),
  member('Eve', 'member', 'invited'),
  member('Gone', 'member', 'left'),
]
const presence = new Map([
  ['Cy', 'online'],
  ['Bo', 'away'],
] as const)

test('row 39: people stand by role, then by presence, then by name', () => {
  const shown = sections(people, presence, 'Mo').map(({ name, members }) => [name, members.map((m) => m.profile.name)])
  expect(shown).toEqual([
    ['owners', ['Zoe']],
    ['moderators', ['Ada']],
    ['online', ['Cy', 'Mo', 'Bo']],
    ['offline', ['Di']],
    ['bots', ['Tide']],
    ['invited', ['Eve']],
  ])
})

test('row 38: I count as online in my own list', () => {
  expect(countOnline(people, presence, 'Mo')).toBe(3)
})
