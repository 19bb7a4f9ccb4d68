import { expect, test } from 'vitest'
import { Vigil } from './vigil.ts'

const minute = 60_000

/** Time that goes on when it is told to. */
function standing() {
  const due = new Set<{ readonly at: number; readonly then: () => void }>()
  let now = 0
  const clock = {
    after(ms: number, then: () => void) {
      const one = { at: now + ms, then }
      due.add(one)
      return () => void due.delete(one)
    },
  }
  const pass = (ms: number): void => {
    for (const until = now + ms; ; ) {
      const [next] = [...due].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
      now = next?.at ?? until
      if (!next) return
      due.delete(next)
      next.then()
    }
  }
  return { clock, pass }
}

function vigil() {
  const { clock, pass } = standing()
  const seen: string[] = []
  const one = new Vigil({
    clock,
    ask: (isAsked) => void seen.push(isAsked ? 'asked' : 'quiet'),
    leave: () => void seen.push('left'),
  })
  return { one, pass, seen }
}

test('row 79: whoever sits alone for half an hour is asked, and leaves two minutes later', () => {
  const { one, pass, seen } = vigil()
  one.alone(true)
  pass(30 * minute - 1)
  expect(seen).toEqual(['quiet'])
  pass(1)
  expect(seen).toEqual(['quiet', 'asked'])
  pass(2 * minute - 1)
  expect(seen).not.toContain('left')
  pass(1)
  expect(seen.at(-1)).toBe('left')
})

test('row 79: who says that they are there, or has company again, is left in peace', () => {
  const { one, pass, seen } = vigil()
  one.alone(true)
  pass(31 * minute)
  one.here()
  pass(29 * minute)
  expect(seen).toEqual(['quiet', 'asked', 'quiet'])
  one.alone(false)
  pass(90 * minute)
  expect(seen.filter((what) => what !== 'quiet')).toEqual(['asked'])
  one.alone(true)
  one.close()
  pass(90 * minute)
  expect(seen).not.toContain('left')
})
