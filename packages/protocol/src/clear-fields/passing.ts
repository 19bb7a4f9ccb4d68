import { type FieldGroup, notKept, notSent, of } from './field.ts'

export const calls: FieldGroup = {
  key: 'calls',
  title: 'Calls',
  fields: [
    {
      key: 'calls.roster',
      sight: 'reads',
      what: 'Who calls whom, when, with sound or picture, who is in the call, and whom moderators mute or remove',
      why: 'To ring, to show the call on all devices, and to let nobody else in.',
      kept: 'In memory until a minute after the call',
      columns: [],
    },
    {
      key: 'calls.set-up',
      sight: 'sealed',
      what: 'The technical set-up of a call, with the network addresses of both sides',
      why: 'It goes from device to device, and only the other device opens it.',
      kept: 'Until the device has fetched it',
      columns: of('inbox', 'body'),
    },
    {
      key: 'calls.media',
      sight: 'never',
      what: 'Sound and picture',
      why: 'They go from browser to browser, encrypted by the browsers. A relay passes them on without opening them.',
      kept: notSent,
      columns: [],
    },
  ],
}

export const passing: FieldGroup = {
  key: 'passing',
  title: 'In passing, never stored',
  fields: [
    {
      key: 'passing.address',
      sight: 'reads',
      what: 'Your network address, and what your browser says of itself',
      why: 'To answer you, and to slow down whoever guesses passwords.',
      kept: 'In memory while you are connected; after wrong guesses until the server restarts at the latest',
      columns: [],
    },
    {
      key: 'passing.presence',
      sight: 'reads',
      what: 'Whether you are there or away, and since when you are connected',
      why: 'To show it to people who share a room with you, unless you are invisible.',
      kept: 'In memory while you are connected',
      columns: [],
    },
    {
      key: 'passing.typing',
      sight: 'reads',
      what: 'That you are typing, in which room; in private ones only that your device told the others something',
      why: 'To show it there, unless you switched it off.',
      kept: 'In memory for 5 seconds',
      columns: [],
    },
    {
      key: 'passing.search',
      sight: 'reads',
      what: 'Which people and public rooms you search for',
      why: 'To answer you.',
      kept: notKept,
      columns: [],
    },
    {
      key: 'passing.drafts',
      sight: 'never',
      what: 'What you are writing and have not sent',
      why: 'Drafts stay on the device.',
      kept: notSent,
      columns: [],
    },
  ],
}

export const operation: FieldGroup = {
  key: 'operation',
  title: 'Running the server',
  fields: [
    {
      key: 'operation.log',
      sight: 'reads',
      what: 'Faults of the server: which command failed, and why; and which device used a sign-in twice',
      why: 'So that whoever runs the server can mend it. No texts, no network addresses.',
      kept: 'As long as whoever runs the server keeps the log',
      columns: [],
    },
    {
      key: 'operation.unreadable',
      sight: 'reads',
      what: 'How many messages stayed unreadable, by reason, summed up over everybody',
      why: 'So that whoever runs the server notices when keys get lost. Only numbers are sent; you can switch it off under Privacy.',
      kept: 'In memory until the server restarts, without whose they are',
      columns: [],
    },
    {
      key: 'operation.settings',
      sight: 'reads',
      what: 'The name of the server and who may make an account',
      why: 'To show it, and to follow it.',
      kept: 'As long as the server exists',
      columns: of('meta', 'key value'),
    },
  ],
}
