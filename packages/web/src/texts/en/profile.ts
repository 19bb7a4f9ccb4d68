/** What people say about themselves. */
export const profile = {
  pronouns: 'Pronouns',
  about: 'About you',
  status: 'Status',
  statusUntil: 'Show the status',
  untilChanged: 'Until I change it',
  untilHalfHour: 'For 30 minutes',
  untilHour: 'For 1 hour',
  untilToday: 'Today',
  until: 'until {time}',
  untilPicked: 'Until {time}',
  tooLong: 'This is too long. Make it shorter, and it is saved.',
  preview: 'How others see you',
  unconfirmed: 'This device is not confirmed yet.',
  unconfirmedBody:
    'Pronouns, status and what you write about yourself are encrypted, so it can neither read nor change them before that.',
  confirm: 'Confirm this device',
  waiting: 'This comes as soon as there is a connection.',
  unreadable: 'What you wrote on another device cannot be read here.',
  unreadableBody: 'If you write something now, it takes the place of that.',
} as const
