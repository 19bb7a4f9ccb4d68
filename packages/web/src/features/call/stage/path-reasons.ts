import type { Quality } from '@parley/client/calls'

type Reason = 'call.whyRerouted' | 'call.whyRelayOnly' | 'call.whyRelay' | 'call.whyTcp'

export interface PathFacts {
  readonly path: Quality['path']
  /** The server lets all media go through its relay. */
  readonly isRelayOnly: boolean
  /** Two devices found no path to each other. */
  readonly isRerouted: boolean
}

/** Why the media does not take the best path, in sentences; nothing where it does. */
export function pathReasons({ path, isRelayOnly, isRerouted }: PathFacts): readonly Reason[] {
  if (path === null) return []
  const reasons: Reason[] = []
  if (path.kind === 'sfu' && isRerouted) reasons.push('call.whyRerouted')
  if (path.kind === 'relay') reasons.push(isRelayOnly ? 'call.whyRelayOnly' : 'call.whyRelay')
  if (path.protocol !== 'udp') reasons.push('call.whyTcp')
  return reasons
}
