import { afterEach, describe, expect, test } from 'vitest'
import { setClock } from '../../../texts/format.ts'
import { buildRows, type RowsInput } from './build-rows.ts'
import { dayKeys } from './day-keys.ts'
import { message, system } from './sample.ts'

const minute = 60_000
const noon = Date.UTC(2026, 10, 19, 12)

function rows(items: RowsInput['items'], more: Partial<RowsInput> = {}) {
  return buildRows({ items, hasBefore: true, unread: null, me: 'me', day: dayKeys(), ...more })
}
function shape(items: RowsInput['items'], more: Partial<RowsInput> = {}): string[] {
  return rows(items, more).map((row) => {
    if (row.kind === 'message') return row.leads ? `${row.item.sender}:` : `${row.item.sender}.`
    return row.kind === 'system' ? `system ${row.items.length}` : row.kind
  })
}

afterEach(() => setClock({}))

describe('groups', () => {
  test('hold messages of one person with less than five minutes between them', () => {
    const items = [0, 2, 6, 11, 12].map((at, n) => message(n + 1, 'ada', noon + at * minute))
    expect(shape(items)).toEqual(['day', 'ada:', 'ada.', 'ada.', 'ada:', 'ada.'])
  })

  test('end with another person, a line of the server, and the news', () => {
    const items = [
      message(1, 'ada', noon),
      message(2, 'bo', noon),
      message(3, 'bo', noon),
      system(4, { v: 1, kind: 'joined', user: 'cy' }, noon),
      message(5, 'bo', noon),
      message(6, 'bo', noon),
    ]
    expect(shape(items)).toEqual(['day', 'ada:', 'bo:', 'bo.', 'system 1', 'bo:', 'bo.'])
    const unread = { after: 5, head: 6 }
    expect(shape(items, { unread }).slice(-2)).toEqual(['unread', 'bo:'])
  })

  test('the same message in the same place is the same row', () => {
    const items = [message(1, 'ada', noon), message(2, 'ada', noon)]
    const [first, second] = [rows(items), rows([...items, message(3, 'bo', noon)])]
    expect(second[1]).toBe(first[1])
    expect(second[2]).toBe(first[2])
  })
})

describe('lines of the server', () => {
  test('stand together where people do the same one after another', () => {
    const joined = (seq: number, user: string) => system(seq, { v: 1, kind: 'joined', user }, noon)
    const items = [joined(1, 'a'), joined(2, 'b'), system(3, { v: 1, kind: 'left', user: 'a' }, noon), joined(4, 'c')]
    expect(shape(items)).toEqual(['day', 'system 2', 'system 1', 'system 1'])
  })

  test('what changes a room stands alone', () => {
    const role = (seq: number) => system(seq, { v: 1, kind: 'role', user: 'b', role: 'moderator' }, noon)
    expect(shape([role(1), role(2)])).toEqual(['day', 'system 1', 'system 1'])
  })
})

describe('what was written before a room was encrypted', () => {
  const clear = (seq: number) => message(seq, 'ada', noon, { isClear: true })

  test('has one mark where it begins, and none after the room was encrypted', () => {
    const items = [
      clear(1),
      clear(2),
      system(3, { v: 1, kind: 'joined', user: 'cy' }, noon),
      clear(4),
      system(5, { v: 1, kind: 'sealed' }, noon),
      message(6, 'ada', noon),
    ]
    expect(shape(items)).toEqual(['day', 'clear', 'ada:', 'ada.', 'system 1', 'ada:', 'system 1', 'ada:'])
    expect(rows(items)[1]?.key).toBe('clear:m1')
  })

  test('has none in a room that never was anything else', () => {
    expect(shape([message(1, 'ada', noon), message(2, 'bo', noon)])).not.toContain('clear')
  })
})

describe('row 32: days', () => {
  const evening = Date.UTC(2026, 10, 18, 23, 30)
  const items = [message(1, 'ada', evening), message(2, 'ada', evening + 10 * minute), message(3, 'ada', noon)]

  test('begin at midnight where the person is', () => {
    setClock({ timeZone: 'UTC' })
    expect(shape(items)).toEqual(['day', 'ada:', 'ada:', 'day', 'ada:'])
    setClock({ timeZone: 'Europe/Stockholm' })
    expect(shape(items)).toEqual(['day', 'ada:', 'ada:', 'ada:'])
    setClock({ timeZone: 'Asia/Kathmandu' })
    const [first] = rows(items)
    expect(first?.key).toBe('day:2026-11-19')
  })

  test('a zone of a quarter hour parts messages on both sides of its midnight', () => {
    setClock({ timeZone: 'Asia/Kathmandu' })
    const midnight = Date.UTC(2026, 10, 18, 18, 15)
    expect(shape([message(1, 'ada', midnight - 1), message(2, 'ada', midnight)])).toEqual([
      'day',
      'ada:',
      'day',
      'ada:',
    ])
  })

  test('a clock that goes back makes no day twice', () => {
    setClock({ timeZone: 'UTC' })
    const back = [message(1, 'ada', noon), message(2, 'ada', evening), message(3, 'ada', noon)]
    expect(rows(back).filter(({ kind }) => kind === 'day')).toHaveLength(1)
  })
})

test('the start shows once there is nothing before', () => {
  expect(shape([message(1, 'ada', noon)], { hasBefore: false })[0]).toBe('start')
})
