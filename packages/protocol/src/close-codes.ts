export interface CloseCode {
  readonly name: string
  /** What the client does next: connect again and resume, sign in again, or reload the program once. */
  readonly next: 'resume' | 'wait' | 'sign-in' | 'reload' | 'stop'
  readonly meaning: string
}

const code = (name: string, next: CloseCode['next'], meaning: string): CloseCode => ({ name, next, meaning })

/** Close codes of the WebSocket (RFC 6455 §7.4; 4000–4999 are ours) and of the `close` event of the event stream. */
export const closeCodes = {
  1001: code('going away', 'resume', 'The page or the server went away.'),
  1002: code('protocol error', 'reload', 'A frame broke RFC 6455.'),
  1006: code('abnormal', 'resume', 'The connection broke without a close frame.'),
  1007: code('not UTF-8', 'reload', 'A text frame was not valid UTF-8.'),
  1008: code('policy', 'reload', 'A frame did not follow the protocol, for example a binary one.'),
  1009: code('too large', 'reload', 'A frame was larger than the limit.'),
  1011: code('internal', 'resume', 'The server made a mistake.'),
  1012: code('restart', 'resume', 'The server restarts.'),
  1013: code('try later', 'resume', 'The server is overloaded.'),
  4000: code('unknown', 'resume', 'No other code fits.'),
  4008: code(
    'slow consumer',
    'resume',
    'The client read too slowly, so what waited for it was dropped; the log has it.',
  ),
  4009: code('no heartbeat', 'resume', 'The client did not answer a heartbeat.'),
  4010: code('resync', 'resume', 'The store is another one than the client knows.'),
  4012: code('draining', 'resume', 'This process ends soon; the reason carries `reconnect_after` in milliseconds.'),
  4013: code('try elsewhere', 'resume', 'This process cannot reach its store.'),
  4029: code(
    'too many requests',
    'wait',
    'The client went on after warnings; the reason carries `retry_after` in milliseconds.',
  ),
  4401: code('authentication failed', 'sign-in', 'The access token ended and was not replaced.'),
  4403: code('session revoked', 'sign-in', 'This session was signed out elsewhere, or the account was closed.'),
  4406: code('protocol version', 'reload', 'Client and server have no protocol version in common.'),
  4409: code('replaced', 'stop', 'This device opened a newer connection.'),
} as const satisfies Record<number, CloseCode>

export type CloseCodeNumber = keyof typeof closeCodes

/** What a client does after a close; an unknown code counts as a broken connection. */
export function afterClose(number: number): CloseCode {
  return number in closeCodes ? closeCodes[number as CloseCodeNumber] : closeCodes[4000]
}
