/** What a room says about who can read it. */
export const trust = {
  public: 'Public, the server can read this room',
  publicHint: 'Everyone on this server can find this room. Its messages are stored as they were written.',
  plain: 'Not yet encrypted',
  plainHint: 'Only people who are invited see this room. Whoever runs the server can read what is stored.',
} as const

/** Words that stand beside times and days. */
export const time = {
  today: 'Today, {day}',
  yesterday: 'Yesterday, {day}',
} as const
