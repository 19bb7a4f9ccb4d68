/** The line to the server. */
export const connection = {
  offline: 'You are offline.',
  offlineBody:
    '{count, plural, =0 {You can read and write.} one {You can read and write. # message goes out when the connection is back.} other {You can read and write. # messages go out when the connection is back.}}',
  nextTry: 'Next try in {seconds, number} s',
  trying: 'Trying now',
  tryNow: 'Try now',
  back: 'You are online again.',
  restarting: 'The server is restarting.',
  restartingBody: 'We try again in {seconds, number} s. Nothing is lost.',
  catchingUp: 'Fetching {count, plural, one {# message} other {# messages}}',
  otherVersion: 'This server speaks an older version.',
  otherVersionBody: 'Load this page again. If that does not help, the server wants an update.',
  update: 'A new version is ready.',
  updateBody: 'It takes 2 s and keeps your call and drafts.',
  updateNow: 'Update',
  signedOut: 'This device was signed out.',
  signInAgain: 'Sign in again',
} as const
