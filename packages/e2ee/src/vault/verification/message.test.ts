import { expect, test } from 'vitest'
import { flowOf, isRequest, type Message, messageIn, messageType } from './message.ts'

const sound: Message = {
  id: '$0123abcd',
  at: 1,
  type: 'm.key.verification.key',
  content: { key: 'k', 'm.relates_to': { rel_type: 'm.reference', event_id: '$first' } },
  other: 'ada',
}
const said = (content: unknown, type = messageType) =>
  messageIn({ from: { user: 'ben', device: 'B' }, identity: 'key', type, content })

test('a step is read as it was said, and belongs to the first one', () => {
  expect(said(sound)).toEqual(sound)
  expect(flowOf(sound)).toBe('$first')
  const first = { ...sound, type: 'm.room.message', content: { msgtype: 'm.key.verification.request' } }
  expect([flowOf(first), isRequest(first), isRequest(sound)]).toEqual(['$0123abcd', true, false])
})

test('what is no step of a verification is left out', () => {
  expect(said(sound, 'parley.snapshot')).toBeNull()
  for (const broken of [
    null,
    7,
    'text',
    [],
    {},
    { ...sound, id: 'no-dollar' },
    { ...sound, id: `$${'x'.repeat(65)}` },
    { ...sound, at: '1' },
    { ...sound, at: Number.NaN },
    { ...sound, type: 'm.room.encrypted' },
    { ...sound, type: 7 },
    { ...sound, content: 'text' },
    { ...sound, content: [] },
    { ...sound, other: null },
  ])
    expect(said(broken)).toBeNull()
  expect(flowOf({ ...sound, content: { 'm.relates_to': { event_id: 7 } } })).toBe('$0123abcd')
  expect(flowOf({ ...sound, content: { 'm.relates_to': null } })).toBe('$0123abcd')
})
