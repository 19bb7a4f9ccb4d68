import type { ConnectionState } from '@parley/client'

/** What the line above the messages has to say about the connection. */
export type Trouble =
  | { readonly kind: 'offline' | 'unreachable'; readonly retryAt: number | null }
  | { readonly kind: 'reload' }
  | { readonly kind: 'replaced' }

/**
 * What is wrong with the connection, or nothing.
 * @param isOnline whether the browser has any network
 * @param isLong whether it has been gone long enough to be worth a word
 */
export function troubleOf(connection: ConnectionState, isOnline: boolean, isLong: boolean): Trouble | null {
  switch (connection.kind) {
    case 'offline':
    case 'catching-up':
    case 'live':
      return null
    case 'connecting':
      if (!isLong) return null
      return { kind: isOnline ? 'unreachable' : 'offline', retryAt: connection.retryAt }
    case 'stopped':
      return connection.why === 'closed' ? null : { kind: connection.why }
  }
}
