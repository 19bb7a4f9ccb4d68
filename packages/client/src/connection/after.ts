import { afterClose } from '@parley/protocol'
import { backoff } from './backoff.ts'
import type { LineEnd } from './line.ts'

/** What follows the end of a line. */
export type Next =
  | { readonly kind: 'again'; readonly in: number }
  /** The session has to show first that it still is one. */
  | { readonly kind: 'sign-in'; readonly isRevoked: boolean }
  | { readonly kind: 'stop'; readonly why: 'reload' | 'replaced' }

const revoked = 4403
const waitElse = 10_000

/** A number from the JSON that some close reasons carry. */
function reasonNumber(reason: string, name: 'reconnect_after' | 'retry_after'): number | null {
  try {
    const value = (JSON.parse(reason) as Readonly<Record<string, unknown>> | null)?.[name]
    return typeof value === 'number' && value >= 0 ? value : null
  } catch {
    return null
  }
}

/** Decides by the table of close codes, and obeys the moment that the server named. */
export function nextAfter({ code, reason }: LineEnd, attempt: number, chance: number): Next {
  const { next } = afterClose(code)
  switch (next) {
    case 'resume':
      return { kind: 'again', in: reasonNumber(reason, 'reconnect_after') ?? backoff(attempt, chance) }
    case 'wait':
      return { kind: 'again', in: reasonNumber(reason, 'retry_after') ?? waitElse }
    case 'sign-in':
      return { kind: 'sign-in', isRevoked: code === revoked }
    case 'reload':
      return { kind: 'stop', why: 'reload' }
    case 'stop':
      return { kind: 'stop', why: 'replaced' }
  }
}
