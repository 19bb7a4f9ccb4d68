/** Everybody in the order of their places: who was there keeps it, who comes stands last, and who goes leaves no hole. */
export function reseat(before: readonly string[], present: readonly string[]): readonly string[] {
  const kept = before.filter((device) => present.includes(device))
  return [...kept, ...present.filter((device) => !kept.includes(device))]
}

/** Somebody who is heard, and whom they may take the place of. */
interface Coming {
  readonly device: string
  /** Who can be seen and is silent. */
  readonly silent: readonly string[]
  /** When somebody was heard last, in milliseconds of any clock; nothing: never. */
  readonly heardAt: ReadonlyMap<string, number>
}

/** Somebody changes places with whoever has been silent longest; of several, with the one who stands last. */
export function bringIn(order: readonly string[], { device, silent, heardAt }: Coming): readonly string[] {
  const since = (one: string): number => heardAt.get(one) ?? Number.NEGATIVE_INFINITY
  const [first, ...rest] = silent
  if (first === undefined) return order
  const longest = rest.reduce((best, one) => (since(one) <= since(best) ? one : best), first)
  const places = new Map([
    [device, longest],
    [longest, device],
  ])
  return order.map((one) => places.get(one) ?? one)
}
