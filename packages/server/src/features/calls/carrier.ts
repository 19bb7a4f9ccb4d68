/** What carries the media of a call. */
export type Carrier = 'mesh' | 'sfu'

export interface CarrierRule {
  /** People that a mesh may have. */
  readonly meshMost: number
  readonly sfu: 'none' | 'down' | 'up'
}

/** Milliseconds with few people until a call goes back to the mesh: comings and goings must not make it flap. */
export const backAfter = 10_000

/** Whether a mesh would do. Nobody waits for somebody else in a call of one, so one counts as two. */
export const areFew = (people: number, { meshMost }: CarrierRule): boolean => Math.max(people, 2) <= meshMost

/**
 * What carries a call with so many people in it. A call stays on an SFU that is down: it is started again, sooner than
 * everybody has gone over.
 * @param fewFor milliseconds for which they have been few
 */
export function carrierAfter(before: Carrier, people: number, rule: CarrierRule, fewFor: number): Carrier {
  if (rule.sfu === 'none') return 'mesh'
  const few = areFew(people, rule)
  if (before === 'mesh') return few || rule.sfu === 'down' ? 'mesh' : 'sfu'
  return few && fewFor >= backAfter ? 'mesh' : 'sfu'
}
