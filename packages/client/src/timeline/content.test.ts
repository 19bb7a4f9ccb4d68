import { Content, MembershipChange } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readContent } from './content.ts'

const id = 'A'.repeat(22)
const call = { v: 1, kind: 'call', call: id, media: 'video', outcome: 'missed', lasted: 0 }
const read = (body: unknown, kind: Parameters<typeof readContent>[0] = 'message') =>
  readContent(kind, JSON.stringify(body))

test('reads what this version writes', () => {
  expect(read({ v: 1, kind: 'text', text: 'hi', extra: 1 })).toEqual({ v: 1, kind: 'text', text: 'hi' })
  expect(read(call, 'call')).toEqual(call)
  const role = { v: 1, kind: 'role', user: id, role: 'owner' }
  expect(read(role, 'membership')).toEqual({ kind: 'membership', change: role })
  const history = { v: 1, kind: 'history', history: 'shared' }
  expect(read({ ...history, line: { index: 1, body: 'b' } }, 'membership')).toEqual({
    kind: 'membership',
    change: history,
  })
  expect(read({ ...history, history: 'all' }, 'membership')).toEqual({ kind: 'unreadable', why: 'broken' })
})

test('tells what is newer from what is broken', () => {
  expect(read({ v: 2, kind: 'text', text: 'hi' })).toEqual({ kind: 'unreadable', why: 'newer' })
  expect(read({ v: 1, kind: 'poll' })).toEqual({ kind: 'unreadable', why: 'newer' })
  expect(read({ v: 1, kind: 'promoted' }, 'membership')).toEqual({ kind: 'unreadable', why: 'newer' })
  for (const body of [null, 7, [], {}, { v: 1, kind: 'text', text: '' }, { ...call, media: 'smell' }]) {
    expect(read(body)).toEqual({ kind: 'unreadable', why: 'broken' })
  }
  expect(readContent('message', '{')).toEqual({ kind: 'unreadable', why: 'broken' })
})

test('whatever stands there, it never throws, and what it accepts the contract accepts too', () => {
  const fields = fc.record(
    {
      v: fc.constantFrom(1, 1, 1, 2, 'x'),
      kind: fc.constantFrom('text', 'call', 'role', 'joined', 'created', 'history', 'other'),
      text: fc.oneof(fc.string(), fc.integer()),
      user: fc.constantFrom(id, 7),
      role: fc.constantFrom('owner', 'king'),
      history: fc.constantFrom('shared', 'joined', 'all'),
    },
    { requiredKeys: ['v', 'kind'] },
  )
  fc.assert(
    fc.property(fc.oneof(fields, fc.jsonValue()), fc.constantFrom('message', 'membership'), (body, kind) => {
      const content = read(body, kind)
      if (content.kind === 'membership') expect(MembershipChange.safeParse(content.change).success).toBe(true)
      else if (content.kind !== 'unreadable') expect(Content.safeParse(content).success).toBe(true)
    }),
  )
})
