type Fields = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function shareList(before: readonly unknown[], after: readonly unknown[]): unknown {
  const byKey = new Map(
    before.flatMap((item) => (isPlain(item) && 'key' in item ? [[item['key'], item] as const] : [])),
  )
  const next = after.map((item, at) => share((isPlain(item) && byKey.get(item['key'])) || before[at], item))
  return next.length === before.length && next.every((item, at) => Object.is(item, before[at])) ? before : next
}

function shareFields(before: Fields, after: Fields): unknown {
  const names = Object.keys(after)
  const next = Object.fromEntries(names.map((name) => [name, share(before[name], after[name])]))
  const isSame =
    names.length === Object.keys(before).length && names.every((name) => Object.is(next[name], before[name]))
  return isSame ? before : next
}

function shareMap(before: ReadonlyMap<unknown, unknown>, after: ReadonlyMap<unknown, unknown>): unknown {
  const next = new Map([...after].map(([key, value]) => [key, share(before.get(key), value)] as const))
  const isSame = next.size === before.size && [...next].every(([key, value]) => Object.is(before.get(key), value))
  return isSame ? before : next
}

/**
 * `after`, with every part that says the same as in `before` replaced by that part, so that what did not change keeps
 * its identity. Items of a list are compared by their `key` where they have one, else by their place.
 */
export function share<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after
  if (Array.isArray(before) && Array.isArray(after)) return shareList(before, after) as T
  if (before instanceof Map && after instanceof Map) return shareMap(before, after) as T
  if (isPlain(before) && isPlain(after)) return shareFields(before, after) as T
  return after
}
