import { type ErrorCode, ParleyError } from '@parley/protocol'

/** What one write came to. A refusal that a handler expects is a value in `out`, not an error. */
export type Outcome = { readonly out: unknown } | { readonly error: ErrorCode; readonly reason: string }

/** `[kind, write]`, in the order in which they are to happen. */
export type Batch = readonly (readonly [kind: string, write: unknown])[]

export type Failure = Extract<Outcome, { error: unknown }>

/** A write that waits for its commit. */
export interface Waiting {
  readonly item: Batch[number]
  readonly resolve: (out: unknown) => void
  readonly reject: (error: Error) => void
}

/** Writes of one commit, and writes that may wait before the answer is `busy`. */
export const batchSize = 512
export const queueSize = 20_000

export const refusal = ({ error, reason }: Failure): ParleyError => new ParleyError(error, { cause: reason })

/** The database takes nothing at the moment, whatever it is. */
export const isTrouble = (outcome: Outcome): outcome is Failure =>
  'error' in outcome && (outcome.error === 'unavailable' || outcome.error === 'storage_full')

/** Tells everybody who waits for a commit what came of it. */
export function settle(waiting: readonly Waiting[], outcomes: readonly Outcome[]): void {
  for (const [at, { resolve, reject }] of waiting.entries()) {
    const outcome = outcomes[at] ?? { error: 'internal', reason: 'no outcome' }
    if ('out' in outcome) resolve(outcome.out)
    else reject(refusal(outcome))
  }
}
