import { ParleyError } from '@parley/protocol'

/** Milliseconds that the server wants to pass before the next try. */
export function retryAfter(error: unknown): number {
  return error instanceof ParleyError ? (error.detail.retryAfter ?? 0) : 0
}
