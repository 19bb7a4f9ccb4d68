import type { Change, Found, Last, Place, Store, Table } from './store.ts'

type Group = Map<Place, unknown>

const byPlace = (a: Found, b: Found): number => {
  if (typeof a.place === 'number' && typeof b.place === 'number') return a.place - b.place
  if (typeof a.place !== typeof b.place) return typeof a.place === 'number' ? -1 : 1
  return a.place < b.place ? -1 : a.place > b.place ? 1 : 0
}

const found = (group: string, records: Group | undefined): Found[] =>
  [...(records ?? [])].map(([place, value]) => ({ group, place, value })).sort(byPlace)

const isBelow = (place: Place, bound: number | undefined): boolean =>
  bound === undefined || (typeof place === 'number' && place < bound)

/** Keeps everything in memory until the process ends: for bots and tests. */
export function memoryStore(): Store {
  const kept = new Map<Table, Map<string, Group>>()
  const groups = (table: Table): Map<string, Group> => {
    const known = kept.get(table) ?? new Map<string, Group>()
    kept.set(table, known)
    return known
  }

  function clear(table: Table, group: string, below: number | undefined): void {
    const records = groups(table).get(group)
    for (const place of [...(records?.keys() ?? [])]) if (isBelow(place, below)) records?.delete(place)
    if (records?.size === 0) groups(table).delete(group)
  }

  function change(step: Change): void {
    switch (step.do) {
      case 'put': {
        const records: Group = groups(step.table).get(step.group) ?? new Map()
        groups(step.table).set(step.group, records.set(step.place, step.value))
        return
      }
      case 'delete':
        groups(step.table).get(step.group)?.delete(step.place)
        return
      case 'clear':
        clear(step.table, step.group, step.below)
        return
      case 'wipe':
        kept.clear()
    }
  }

  return {
    get: async (table, group, place) => groups(table).get(group)?.get(place),
    async list(table: Table, group: string, last?: Last) {
      const records = found(group, groups(table).get(group))
      return last ? records.filter(({ place }) => isBelow(place, last.below)).slice(-last.limit) : records
    },
    all: async (table) => [...groups(table).keys()].sort().flatMap((group) => found(group, groups(table).get(group))),
    async write(changes) {
      const copies = structuredClone(changes)
      for (const step of copies) change(step)
    },
    close: async () => undefined,
  }
}
