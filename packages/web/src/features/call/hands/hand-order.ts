/** A hand that is up. */
export interface Hand {
  readonly device: string
  /** Milliseconds since 1970, by the clock of that device. */
  readonly since: number
}

/** Whose turn it is when: the hand that has been up longest is number one. Two at one moment stand in the same order everywhere. */
export function handOrder(hands: readonly Hand[]): ReadonlyMap<string, number> {
  const order = hands.toSorted(
    (one, other) => one.since - other.since || Number(one.device > other.device) - Number(one.device < other.device),
  )
  return new Map(order.map(({ device }, at) => [device, at + 1]))
}
