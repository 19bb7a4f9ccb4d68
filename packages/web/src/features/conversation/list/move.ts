/** A way through a list by key. */
export type Move = 'previous' | 'next' | 'first' | 'last' | 'pageUp' | 'pageDown'

/** The keys of a list. Letters count only here, where no text field has the focus. */
export const moveKeys: Readonly<Record<string, Move>> = {
  ArrowUp: 'previous',
  k: 'previous',
  ArrowDown: 'next',
  j: 'next',
  Home: 'first',
  End: 'last',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
}

/** The first place from `from` on, in one direction, that one can stand on; -1 for none. */
export function nearestStop(stops: readonly (string | null)[], from: number, step: 1 | -1): number {
  for (let at = from; at >= 0 && at < stops.length; at += step) if (stops[at] !== null) return at
  return -1
}
