import { ParleyError } from '@parley/protocol'
import { ConfigError } from './config.ts'

/**
 * Why a server did not start, for its operator. Past the first answer of its store it is tried once: the sentences for
 * people, who are told that it is tried again, would promise what nobody does.
 */
export function whyNotStarted(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof ParleyError && error.retryable) {
    const reason = error.cause instanceof Error ? ` (${error.cause.message})` : ''
    return `cannot start: the store stopped answering meanwhile${reason}. See with \`npm run doctor\` that it runs, then start again.`
  }
  return `cannot start: ${error instanceof Error ? error.message : error}`
}
