import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { put, remove, type Store } from './store.ts'

const values = (found: readonly { readonly value: unknown }[]): unknown[] => found.map(({ value }) => value)

/** What every store has to keep, run by each adapter. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    test('gives back what was put, and undefined for what was not', async () => {
      await store.write([put('meta', 'me', 'a', { deep: [1, 'ä', null] })], 'strict')
      expect(await store.get('meta', 'me', 'a')).toEqual({ deep: [1, 'ä', null] })
      expect(await store.get('meta', 'me', 'b')).toBeUndefined()
      expect(await store.get('rooms', 'me', 'a')).toBeUndefined()
    })

    test('lists a group in order of place, and not its neighbours', async () => {
      const puts = [10, 9, 100, 1].map((seq) => put('entries', 'room', seq, seq))
      await store.write([...puts, put('entries', 'roo', 5, 'x'), put('entries', 'room2', 5, 'y')], 'relaxed')
      expect(values(await store.list('entries', 'room'))).toEqual([1, 9, 10, 100])
      expect(values(await store.list('entries', 'nobody'))).toEqual([])
    })

    test('lists the last records below a bound', async () => {
      await store.write(
        [1, 2, 3, 4, 5, 20].map((seq) => put('entries', 'room', seq, seq)),
        'relaxed',
      )
      expect(values(await store.list('entries', 'room', { limit: 2 }))).toEqual([5, 20])
      expect(values(await store.list('entries', 'room', { below: 5, limit: 3 }))).toEqual([2, 3, 4])
      expect(values(await store.list('entries', 'room', { below: 1, limit: 3 }))).toEqual([])
    })

    test('reads a whole table, group by group', async () => {
      await store.write([put('people', 'b', 'x', 3), put('people', 'a', 'y', 2), put('people', 'a', 'x', 1)], 'relaxed')
      expect(await store.all('people')).toEqual([
        { group: 'a', place: 'x', value: 1 },
        { group: 'a', place: 'y', value: 2 },
        { group: 'b', place: 'x', value: 3 },
      ])
    })

    test('deletes one, some below a bound, or a whole group', async () => {
      await store.write(
        [1, 2, 3, 4].map((seq) => put('entries', 'room', seq, seq)),
        'relaxed',
      )
      await store.write(
        [remove('entries', 'room', 4), { do: 'clear', table: 'entries', group: 'room', below: 2 }],
        'relaxed',
      )
      expect(values(await store.list('entries', 'room'))).toEqual([2, 3])
      await store.write([{ do: 'clear', table: 'entries', group: 'room' }], 'relaxed')
      expect(await store.all('entries')).toEqual([])
    })

    test('makes the changes of one write in their order', async () => {
      await store.write([put('meta', 'a', 'x', 1), { do: 'wipe' }, put('meta', 'a', 'y', 2)], 'strict')
      expect(await store.all('meta')).toEqual([{ group: 'a', place: 'y', value: 2 }])
    })

    test('changes nothing when one change cannot be made', async () => {
      await store.write([put('meta', 'a', 'x', 1)], 'strict')
      const impossible = put('meta', 'a', 'y', () => 'functions cannot be stored')
      await expect(store.write([put('meta', 'a', 'x', 2), impossible], 'strict')).rejects.toThrow()
      expect(await store.all('meta')).toEqual([{ group: 'a', place: 'x', value: 1 }])
    })

    test('keeps what it got, whatever the caller does with the object afterwards', async () => {
      const value = { text: 'before' }
      await store.write([put('meta', 'a', 'x', value)], 'strict')
      value.text = 'after'
      expect(await store.get('meta', 'a', 'x')).toEqual({ text: 'before' })
    })
  })
}
