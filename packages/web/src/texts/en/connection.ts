/** The line to the server. */
export const connection = {
  offline: 'You are offline.',
  unreachable: 'The server does not answer.',
  stopped: 'The connection has stopped.',
  replaced: 'Parley went on in another window.',
  replacedBody: 'This one shows what was here before.',
  useHere: 'Use it here',
  offlineBody:
    '{count, plural, =0 {You can read and write.} one {You can read and write. # message goes out when the connection is back.} other {You can read and write. # messages go out when the connection is back.}}',
  nextTry: 'Next try in {seconds, number} s',
  trying: 'Trying now',
  tryNow: 'Try now',
  back: 'You are online again.',
  opening: 'Opening what is stored on this device',
  otherVersionBody: 'Load this page again. If that does not help, the server wants an update.',
} as const
