import { type ErrorCode, ParleyError } from '@parley/protocol'

/** The error for a refusal of the storage; `gone`: the caller was signed out meanwhile. */
export const refused = (why: ErrorCode | 'gone'): ParleyError =>
  new ParleyError(why === 'gone' ? 'unauthenticated' : why)
