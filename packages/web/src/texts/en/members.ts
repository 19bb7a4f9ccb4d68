/** The people of a room. */
export const members = {
  title: 'Members',
  online: 'Online',
  offline: 'Offline',
  bots: 'Bots',
  sectionCount: '{section}, {count, number}',
  invite: 'Invite people',
  find: 'Find a person',
  findNone: 'Nobody here is called “{text}”.',
  owner: 'Owner',
  admin: 'Admin',
  moderator: 'Moderator',
  guest: 'Guest',
  bot: 'Bot',
  botReads: 'Can read and write',
  botWrites: 'Can write, cannot read',
  you: 'You',
  inCall: 'In a call',
  awayFor: 'Away for {time}',
  lastSeen: 'Last here {time}',
  localTime: '{time} local time',
  message: 'Write to {name}',
  call: 'Call {name}',
  videoCall: 'Video call with {name}',
  profile: 'Profile',
  makeModerator: 'Make moderator',
  remove: 'Remove from the room',
  removeTitle: 'Remove {name}?',
  removeBody: '{name} reads nothing written in {room} from now on.',
  removed: '{name} is no longer in {room}.',
} as const

/** Whether a person is there. */
export const presence = {
  online: 'Online',
  away: 'Away',
  dnd: 'Do not disturb',
  offline: 'Offline',
} as const

/** Messages between two people or a few. */
export const direct = {
  title: 'Direct messages',
  newTitle: 'New message',
  to: 'To',
  toHint: 'Type a name or a handle.',
  none: 'Nobody here is called “{text}”. Invite them?',
  open: 'Open the conversation',
  callBack: 'Call back',
  missedCall: 'Missed call from {name} at {time}.',
  missedOwn: '{name} did not answer at {time}.',
  localTime: '{time} where {name} is',
  start: 'This is the start of your conversation with {name}',
  startBody: 'Only the two of you are in it.',
  startSelf: 'This is a place for your own notes',
  withYourself: '{name} (you)',
} as const
