import type { Failure } from '../sql/outcome.ts'

/** The way to the server, and not what it was told: there is no answer, or there will be none. */
export class Unreachable extends Error {
  /** The connection ended at once, and was not merely silent: another one may do. */
  readonly isLost: boolean

  constructor(cause: unknown) {
    const message = cause instanceof Error ? cause.message : String(cause)
    super(message, { cause })
    this.isLost = !/timeout/i.test(message)
  }
}

/** SQLSTATE, five characters of which the first two are a class; null: no answer of the server. */
function stateOf(error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return null
  return /^[0-9A-Z]{5}$/.test(error.code) && error.code !== 'EPIPE' ? error.code : null
}

/** Told to go: the server is about to stop, or has just started. */
const farewells = ['57P01', '57P02', '57P03', '25P03']

/** Nobody listens there yet, or the way there is not there yet. */
const goneAway = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]

/** Whether what a connection failed with, itself or as a cause, is gone once the server is up. */
export function mayComeUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.cause !== undefined) return mayComeUp(error.cause)
  if (!('code' in error && typeof error.code === 'string')) return /timeout|terminated/i.test(error.message)
  return error.code.startsWith('08') || [...farewells, ...goneAway].includes(error.code)
}

/** What a statement failed with, by where the fault lies. */
export function faultOf(error: unknown): unknown {
  const state = stateOf(error)
  return state === null || state.startsWith('08') || farewells.includes(state) ? new Unreachable(error) : error
}

/** Deadlock, serialisation, and a unique row that another node was first to write: the same write may succeed now. */
const collisions = ['40001', '40P01', '23505']

export const isCollision = (error: unknown): boolean => collisions.includes(stateOf(error) ?? '')

/** Data, constraints, state of the transaction, collisions, syntax, limits of the program, raised in a function. */
const classesOfOne = ['0A', '21', '22', '23', '25', '40', '42', '54', 'P0']
const readOnly = '25006'

/** One write is at fault, and not the database or the way to it. */
export function isOfOne(error: unknown): boolean {
  if (error instanceof Unreachable) return false
  const state = stateOf(error)
  return state === null || (classesOfOne.includes(state.slice(0, 2)) && state !== readOnly)
}

/** After its first error a transaction refuses every further statement with this. */
const aborted = '25P02'

/**
 * What a transaction failed with. Of statements that were sent without waiting the first that failed says it, and
 * whoever waits for a later one only hears that there was something.
 * @param earlier the answers that nobody has looked at, in the order of their statements
 */
export async function causeOf(error: unknown, earlier: readonly Promise<unknown>[]): Promise<unknown> {
  if (stateOf(error) !== aborted) return error
  const failed = (await Promise.allSettled(earlier)).find(({ status }) => status === 'rejected')
  return failed?.status === 'rejected' ? failed.reason : error
}

const diskFull = '53100'

export function failureOf(error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error)
  if (stateOf(error) === diskFull) return { error: 'storage_full', reason }
  return { error: isOfOne(error) ? 'internal' : 'unavailable', reason }
}
