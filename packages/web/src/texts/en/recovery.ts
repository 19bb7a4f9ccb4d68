/** The key that opens one's messages on a new device. */
export const recovery = {
  title: 'Recovery key',
  lead: 'Nobody else can read your messages, so nobody else can give them back to you. A recovery key opens them on a new device, also when every other device is lost. We never ask for it in a message or a call.',
  none: 'No recovery key yet',
  noneBody: 'What you wrote in private rooms and direct messages is lost with your last device.',
  exists: 'There is a recovery key',
  existsBody: 'Enter it on a new device after signing in there. It cannot be shown again.',
  make: 'Make a recovery key',
  making: 'Making the key',
  again: 'Make a new one',
  againTitle: 'Make a new recovery key?',
  againBody: 'The old one stops working at once.',
  againAction: 'Make a new recovery key',
  keep: 'Write it down, print it, or put it into a password manager. It is not shown again, and whoever has it can read your messages.',
  madeFor: 'For {name} on {server}, made on {day}.',
  download: 'Download',
  print: 'Print',
  kept: 'I have kept it',
  last: 'Last group of the key',
  lastHint: 'Type or paste the last 4 characters from where you kept the key.',
  lastWrong: 'The key does not end like this. Look at what you kept; capitals matter.',
  showAgain: 'Show the key again',
  check: 'Check',
  ready: 'Your recovery key is ready.',
  readyBody: 'Enter it on a new device after signing in there.',
  unkept: 'The recovery key is not shown again. If you did not keep it, make a new one.',
  remind: 'Keep a way back in.',
  remindBody: 'Make a recovery key, so that you can read your messages on a new device.',
  makeNow: 'Make it now',
  tomorrow: 'Remind me tomorrow',
  inWeek: 'Remind me in a week',
  inMonth: 'Remind me in a month',
  notAgain: 'Do not remind me again',
} as const

/** Confirming a new device, with the recovery key or by beginning anew. */
export const confirmDevice = {
  title: 'Confirm this device',
  lead: 'Enter the recovery key that you made on another device. Then this one can read and write in private rooms and direct messages.',
  hint: '12 groups of 4 characters. Spaces do not matter, capitals do.',
  empty: 'Type or paste the recovery key.',
  done: 'This device is confirmed.',
  doneBody: 'Private rooms and direct messages open here now.',
  lost: 'I have lost it: begin anew',
  noKey: 'There is no recovery key for your account.',
  noKeyBody:
    'Your other devices can still read everything: make a recovery key on one of them, and enter it here. If there is no other device, begin anew.',
  enter: 'Enter a recovery key',
  anew: 'Begin anew',
  anewTitle: 'Begin anew with other keys?',
  anewBody:
    'What was written before stays closed on this device, also if you find the recovery key later. Your other devices have to be confirmed again. Others see that your keys changed, and have to look at it before they can write to you.',
  begun: 'This device has new keys.',
  begunBody: 'Make a recovery key now, so that you need not begin anew again.',
} as const

/** Members of a room whose keys are not those they were let in with. */
export const newKeys = {
  look: 'Look at it',
  title: 'People with new keys',
  lead: 'They may have a new device after losing all others, or somebody else may be pretending to be them. Ask them in another way if it matters.',
  trust: 'Trust the new keys',
  trustNamed: 'Trust the new keys of {name}',
  trusted: 'Trusted',
  none: 'You trust the keys of everyone here.',
  noneBody: 'What was not sent can go out now.',
} as const
