/** Whether WebSockets get through. Counted only while everything else does. */
export interface Way {
  /** WebSockets in a row that could not be opened. */
  readonly failures: number
}

export const freshWay: Way = { failures: 0 }

const enough = 2

/** A refused upgrade is tried once more; one that hung has cost time enough. */
export const socketFailed = (way: Way, hung: boolean): Way => ({ failures: way.failures + (hung ? enough : 1) })
export const viaEvents = ({ failures }: Way): boolean => failures >= enough

/** Milliseconds until a WebSocket is tried again beside the event stream: 30 s, doubling up to 10 minutes. */
export const probeAfter = (probes: number): number => Math.min(600_000, 30_000 * 2 ** Math.min(probes, 5))
