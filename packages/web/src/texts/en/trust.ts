/** What a room says about who can read it; the short forms stand where there is little place. */
export const trust = {
  open: 'Public, the server can read this room',
  openShort: 'The server can read this',
  openHint:
    'Everyone on this server can find this room. What is written in it is not encrypted, so whoever runs the server can read it.',
  sealed: 'Only members can read this',
  sealedShort: 'Encrypted',
  sealedHint:
    'What is written here is encrypted on this device and opened on the devices of the members. The server cannot read it.',
  verified: 'Verified',
  verifiedHint:
    'What is written here is encrypted, and you have compared keys: nobody stands in between. The server cannot read it.',
  everyone: 'Everyone verified',
  everyoneHint:
    'What is written here is encrypted, and you have compared keys with everyone here: nobody stands in between.',
  sharedHint: 'Whoever becomes a member later can read earlier messages too.',
  notSealed: 'Not yet encrypted',
  notSealedHint:
    'This was made before there was encryption, and gets encrypted by itself once everybody here has opened Parley. Until then, whoever runs the server can read it.',
} as const

/** Why this device cannot read or write what is encrypted. */
export const keyring = {
  unconfirmed: 'This device is not confirmed yet.',
  unconfirmedBody: 'It cannot read or write in private rooms and direct messages before that.',
  needsSignIn: 'Sign in again to set up encryption.',
  needsSignInBody: 'This device cannot read or write in private rooms and direct messages before that.',
  signInAgain: 'Sign in again',
  full: 'This device has no room left.',
  fullBody:
    'Private rooms and direct messages wait for it: nothing is lost, and they go on by themselves. Delete files that you do not need, or what other sites have stored in this browser.',
  failed: 'The keys of this device cannot be opened.',
  failedBody:
    'Private rooms and direct messages stay closed here. Load this page again; if that does not help, show the details to whoever runs the server.',
  details: 'Details',
} as const

/** Words that stand beside times and days. */
export const time = {
  today: 'Today, {day}',
  yesterday: 'Yesterday, {day}',
} as const
