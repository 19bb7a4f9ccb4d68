import type { CallSignal } from '@parley/protocol'
import { expect, test } from 'vitest'
import { MediaKeys } from './media-keys.ts'

/** Devices in one call whose signals arrive when they are handed over, and time that passes by hand. */
function call() {
  let now = 0
  let count = 0
  const fresh = (): number => {
    count += 1
    return count
  }
  const timers = new Map<number, { readonly at: number; readonly then: () => void }>()
  const clock = {
    now: () => now,
    monotonic: () => now,
    chance: () => 0.5,
    bytes: (length: number) => new Uint8Array(length).fill(fresh()),
    after(ms: number, then: () => void) {
      const id = fresh()
      timers.set(id, { at: now + ms, then })
      return () => void timers.delete(id)
    },
  }
  const pass = (ms: number): void => {
    now += ms
    for (const [id, { at, then }] of [...timers].toSorted(([, a], [, b]) => a.at - b.at)) {
      if (at <= now && timers.delete(id)) then()
    }
  }
  const under: { readonly from: string; readonly to: string; readonly signal: CallSignal }[] = []
  const devices = new Map<string, ReturnType<typeof device>>()

  function device(name: string) {
    /** By device and index: the key there. */
    const opens = new Map<string, string>()
    let seals = { key: '', index: -1 }
    const keys = new MediaKeys({
      clock,
      send: (to, signal) => void under.push({ from: name, to, signal }),
      setOwn: (key, index) => {
        seals = { key: String(key), index }
      },
      setOther: (other, key, index) => void opens.set(`${other} ${index}`, String(key)),
    })
    return {
      keys,
      get seals() {
        return seals
      },
      opens: (other: string, { key, index }: { key: string; index: number }) => opens.get(`${other} ${index}`) === key,
    }
  }

  const join = (name: string) => {
    const one = device(name)
    devices.set(name, one)
    return one
  }
  const roster = (...names: string[]): void => {
    for (const name of names) devices.get(name)?.keys.present(names.filter((other) => other !== name))
  }
  const carry = (): void => {
    for (let one = under.shift(); one; one = under.shift()) devices.get(one.to)?.keys.take(one.from, one.signal)
  }
  /** Whether all of them open what all of them seal. */
  const isWhole = (...names: string[]): boolean =>
    names.every((name) =>
      names.every((other) => {
        const [mine, theirs] = [devices.get(name), devices.get(other)]
        return name === other || (mine && theirs && mine.opens(other, theirs.seals))
      }),
    )
  return { join, roster, carry, pass, under, isWhole }
}

test('row 83: two have each other’s keys as soon as both are there', () => {
  const { join, roster, carry, isWhole } = call()
  join('ada')
  join('ben')
  roster('ada', 'ben')
  carry()
  expect(isWhole('ada', 'ben')).toBe(true)
})

test('row 83: whoever comes does not get the key of before; all have the new one before it is used', () => {
  const { join, roster, carry, pass, isWhole } = call()
  const ada = join('ada')
  join('ben')
  roster('ada', 'ben')
  carry()
  const before = ada.seals
  const chloé = join('chloé')
  roster('ada', 'ben', 'chloé')
  carry()
  expect(chloé.opens('ada', before)).toBe(false)
  pass(500)
  expect(ada.seals).toEqual(before)
  carry()
  expect(ada.seals).not.toEqual(before)
  expect(chloé.opens('ada', before)).toBe(false)
  expect(isWhole('ada', 'ben', 'chloé')).toBe(true)
})

test('row 83: whoever goes does not get the next key, also if another one never answers', () => {
  const { join, roster, carry, pass, isWhole } = call()
  const [ada, ben] = [join('ada'), join('ben')]
  join('chloé')
  roster('ada', 'ben', 'chloé')
  carry()
  roster('ada', 'chloé')
  pass(500)
  pass(1000)
  expect(ben.opens('ada', ada.seals)).toBe(false)
  carry()
  expect(isWhole('ada', 'chloé')).toBe(true)
  expect(ben.opens('ada', ada.seals)).toBe(false)
})

test('row 83: whoever comes makes nobody’s picture stand still: a new key waits for those who are slow, for four seconds', () => {
  const { join, roster, carry, pass, isWhole } = call()
  const ada = join('ada')
  join('ben')
  roster('ada', 'ben')
  carry()
  const before = ada.seals
  join('chloé')
  roster('ada', 'ben', 'chloé')
  pass(500)
  pass(3999)
  expect(ada.seals).toEqual(before)
  pass(1)
  expect(ada.seals).not.toEqual(before)
  carry()
  expect(isWhole('ada', 'ben', 'chloé')).toBe(true)
})

test('row 83: whoever went has the key in use until another one is, however many come meanwhile', () => {
  const { join, roster, carry, pass } = call()
  const [ada, ben] = [join('ada'), join('ben')]
  join('chloé')
  roster('ada', 'ben', 'chloé')
  carry()
  roster('ada', 'chloé')
  pass(500)
  join('dora')
  roster('ada', 'chloé', 'dora')
  pass(500)
  expect(ben.opens('ada', ada.seals)).toBe(true)
  pass(1000)
  expect(ben.opens('ada', ada.seals)).toBe(false)
})

test('twenty who come within half a second bring about one new key', () => {
  const { join, roster, carry, pass, isWhole, under } = call()
  const names = Array.from({ length: 20 }, (_, n) => `guest-${n}`)
  const ada = join('ada')
  join('ben')
  roster('ada', 'ben')
  carry()
  const { index } = ada.seals
  const there = ['ada', 'ben']
  for (const name of names) {
    join(name)
    there.push(name)
    roster(...there)
    pass(20)
  }
  pass(500)
  expect(under.filter(({ from, signal }) => from === 'ada' && signal.kind === 'media-key')).toHaveLength(21)
  carry()
  pass(1000)
  carry()
  expect(ada.seals.index).toBe((index + 1) % 256)
  expect(isWhole(...there)).toBe(true)
})

test('the key of before opens what is late, for five seconds', () => {
  const { join, roster, carry, pass } = call()
  const [ada, ben] = [join('ada'), join('ben')]
  roster('ada', 'ben')
  carry()
  const before = ada.seals
  join('chloé')
  roster('ada', 'ben', 'chloé')
  pass(500)
  carry()
  expect(ben.opens('ada', before)).toBe(true)
  pass(4999)
  expect(ben.opens('ada', before)).toBe(true)
  pass(1)
  expect(ben.opens('ada', before)).toBe(false)
  expect(ben.opens('ada', ada.seals)).toBe(true)
})

test('row 83: a key that was lost is asked for, not more than every two seconds', () => {
  const { join, roster, carry, pass, under, isWhole } = call()
  const ben = join('ben')
  join('ada')
  roster('ada', 'ben')
  under.length = 0
  for (let n = 0; n < 100; n += 1) ben.keys.missing('ada')
  expect(under).toHaveLength(1)
  ben.keys.missing('stranger')
  expect(under).toHaveLength(1)
  carry()
  expect(isWhole('ada', 'ben')).toBe(true)
  pass(2000)
  ben.keys.missing('ada')
  expect(under).toHaveLength(1)
})

test('a page that reloads has a new key, and gets that of the others again', () => {
  const { join, roster, carry, isWhole } = call()
  join('ada')
  join('ben')
  roster('ada', 'ben')
  carry()
  join('ben').keys.present(['ada'])
  carry()
  expect(isWhole('ada', 'ben')).toBe(true)
})
