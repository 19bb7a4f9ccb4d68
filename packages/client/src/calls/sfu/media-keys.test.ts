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
    let wholes = 0
    let seals = { key: '', index: -1 }
    const keys = new MediaKeys({
      clock,
      send: (to, signal) => void under.push({ from: name, to, signal }),
      setOwn: (key, index) => {
        seals = { key: String(key), index }
      },
      whole: () => {
        wholes += 1
      },
      setOther: (other, key, index) => void opens.set(`${other} ${index}`, String(key)),
    })
    return {
      keys,
      get seals() {
        return seals
      },
      /** How often a whole frame was asked of it. */
      get wholes() {
        return wholes
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
  /** Everything arrives, but what one device says or is to hear: that stays under way. */
  const carry = (slow?: string): void => {
    const held: typeof under = []
    for (let one = under.shift(); one; one = under.shift()) {
      if (one.to === slow || one.from === slow) held.push(one)
      else devices.get(one.to)?.keys.take(one.from, one.signal)
    }
    under.push(...held)
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
  pass(50)
  pass(1300)
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

test('row 83: a whole frame is made for whoever comes, and for whoever has a key only once it is in use', () => {
  const { join, roster, carry, pass } = call()
  const [ada, ben] = [join('ada'), join('ben')]
  join('chloé')
  roster('ada', 'ben', 'chloé')
  carry()
  const before = ada.wholes
  roster('ada', 'ben', 'chloé')
  join('dan')
  roster('ada', 'ben', 'chloé', 'dan')
  pass(500)
  expect(ada.wholes).toBe(before)
  carry()
  expect(ada.wholes).toBe(before + 1)
  roster('ada', 'ben', 'chloé')
  pass(500)
  carry('chloé')
  pass(1000)
  expect(ada.wholes).toBe(before + 1)
  // It may have come although nothing is heard of it: some more, but not for ever.
  for (let n = 0; n < 2; n += 1) pass(400)
  expect(ada.wholes).toBe(before + 3)
  carry()
  expect([ada.wholes, ben.wholes]).toEqual([before + 4, before + 4])
  for (let n = 0; n < 10; n += 1) pass(400)
  expect(ada.wholes).toBe(before + 4)
  roster('ada', 'ben', 'dan', 'chloé')
  pass(500)
  pass(4000)
  const used = ada.wholes
  for (let n = 0; n < 10; n += 1) pass(400)
  expect(ada.wholes).toBe(used + 4)
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

test('row 83: whoever has a new key before it is used is locked out all the same when they go', () => {
  const { join, roster, carry, pass } = call()
  const [ada, ben] = [join('ada'), join('ben')]
  join('chloé')
  roster('ada', 'ben', 'chloé')
  carry()
  const before = ada.seals
  join('dora')
  roster('ada', 'ben', 'chloé', 'dora')
  pass(500)
  carry('dora')
  expect(ada.seals).toEqual(before)
  roster('ada', 'chloé', 'dora')
  carry()
  expect(ada.seals).not.toEqual(before)
  expect(ben.opens('ada', ada.seals)).toBe(true)
  pass(500)
  pass(850)
  expect(ben.opens('ada', ada.seals)).toBe(false)
})

test('row 83: those who go one after the other do not keep the key of the first of them in use', () => {
  const { join, roster, pass } = call()
  const names = Array.from({ length: 12 }, (_, n) => `guest-${n}`)
  const ada = join('ada')
  for (const name of names) join(name)
  roster('ada', ...names)
  const first = ada.seals
  for (let there = names.slice(1); there.length > 8; there = there.slice(1)) {
    roster('ada', ...there)
    for (let n = 0; n < 6; n += 1) pass(100)
  }
  expect(ada.seals).not.toEqual(first)
})

test('row 83: while people come and later go all the time, whoever has been there for five seconds opens everybody', () => {
  const { join, roster, carry, pass } = call()
  const since = new Map<string, number>()
  const devices = new Map<string, ReturnType<typeof join>>()
  const come = (name: string, now: number): void => {
    devices.set(name, join(name))
    since.set(name, now)
  }
  for (const name of ['ada', 'ben']) come(name, 0)
  for (let now = 100; now < 60_000; now += 100) {
    if (now % 1300 === 0) come(`guest-${now}`, now)
    const guest = [...since.keys()][2]
    if (now > 30_000 && now % 1300 === 0 && guest) since.delete(guest)
    roster(...since.keys())
    pass(100)
    // One is slow, and so is answered late by everybody.
    if (now % 300 === 0) carry(now % 7800 === 0 ? undefined : 'ben')
    const settled = [...since].filter(([name, at]) => name !== 'ben' && now - at > 5500).map(([name]) => name)
    const closed = settled.flatMap((name) =>
      settled.flatMap((other) => {
        const [mine, theirs] = [devices.get(name), devices.get(other)]
        const isOpen = name === other || (mine && theirs && mine.opens(other, theirs.seals))
        return isOpen ? [] : [`${now}: ${name} of ${other}`]
      }),
    )
    expect(closed).toEqual([])
  }
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

test('the key of before opens what is late, for ten seconds', () => {
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
  pass(9999)
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
  // What was handed over when they met may still be on its way.
  carry()
  pass(2000)
  ben.keys.missing('ada')
  expect(under).toHaveLength(1)
  carry()
  expect(isWhole('ada', 'ben')).toBe(true)
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
