import { setFlagsFromString } from 'node:v8'

/** Percent that the heap may grow from one whole collection to the next. */
const growth = 50

/**
 * Keeps the heap near what is alive. Left to itself V8 lets it grow up to fourfold where a machine has much memory, and
 * rarely gives that back: a server that has been busy once would look like one that leaks.
 */
export function boundHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`)
}
