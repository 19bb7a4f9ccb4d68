/** What carries the media of a call. */
export type Carrier =
  | { readonly kind: 'mesh' }
  /** `fewSince`: monotonic milliseconds since when a mesh would do; null: it would not. */
  | { readonly kind: 'sfu'; readonly fewSince: number | null }

export interface CarrierRule {
  /** People that a mesh may have. */
  readonly meshMost: number
  readonly sfu: 'none' | 'down' | 'up'
}

export const mesh: Carrier = { kind: 'mesh' }
export const overSfu: Carrier = { kind: 'sfu', fewSince: null }

/** Milliseconds with few people until a call goes back to the mesh: comings and goings must not make it flap. */
export const backAfter = 10_000

/**
 * What carries a call with so many people in it. Nobody waits for somebody else in a call of one, so one counts as two. A
 * call stays on an SFU that is down: it is started again, sooner than everybody has gone over.
 */
export function carrierAfter(before: Carrier, people: number, { meshMost, sfu }: CarrierRule, now: number): Carrier {
  if (sfu === 'none') return mesh
  const isMany = Math.max(people, 2) > meshMost
  if (before.kind === 'mesh') return isMany && sfu === 'up' ? overSfu : before
  if (isMany) return before.fewSince === null ? before : overSfu
  if (before.fewSince === null) return { kind: 'sfu', fewSince: now }
  return now - before.fewSince < backAfter ? before : mesh
}
