/** What went wrong, what happens by itself, and the next step. */
export const errors = {
  partStopped: 'This part stopped.',
  listStopped: 'This list stopped.',
  copyReport: 'Copy report',
  reportCopied: 'The report is in the clipboard.',
  notCopied: 'This browser did not allow copying. Copy it from here: {text}',
  notSent: 'Not sent',
  sendAgain: 'Send again',
  discard: 'Discard',
  tooFast: 'That was a lot at once.',
  roomGone: 'This room does not exist, or you are not in it.',
  roomGoneBody: 'Someone in the room can invite you.',
  notAllowed: 'You may not do this here. Ask an owner of the room.',
  unreachable: 'The server did not answer. Check your connection, then try again.',
  busy: 'The server has a lot to do. Try again in a moment.',
  restarting: 'The server is restarting. Try again in a moment.',
  notMember: 'You are not in this room. Join it first, or ask for an invitation.',
  nothingHere: 'There is nothing here, or not for you.',
  banned: 'You were banned from this room. Its moderators can lift that.',
  lastOwner: 'You are the only owner of this room. Make someone else owner first.',
  lastWayIn: 'This passkey is your only way in. Add another one or set a password first.',
  overtaken: 'What you wrote after this is in the room already. Send it again, and it comes at the end.',
  stale: 'Someone changed this a moment ago. Look again and repeat what you did.',
  tooLarge: 'That is longer than this server takes. Make it shorter and try again.',
  noKeys: 'This device cannot encrypt yet. Confirm it with your recovery key, or sign in again if it asks for that.',
  noIdentity:
    'Someone here has no keys on this server yet, so nothing can be encrypted for them. Ask them to open Parley once, then try again.',
  identityChanged:
    'Someone here has new keys, perhaps because they lost every device. Nothing was sent. Ask them in another way whether that is so.',
  strangerInRoom:
    'The server lists someone here whom no member has let in. Nothing was sent. Look at the members, and tell the others in another way.',
  roomForked:
    'The server shows this room differently to different people. Nothing was sent. Tell the others in another way.',
  roomIncomplete:
    'This device does not know yet who is in this room. It asks for that by itself: try again in a moment.',
  roomSetBack:
    'The server was set back to an older copy and lacks changes of this room. What you write still arrives. To change who is here, make a new room.',
  wrongLine: 'This page and the server do not agree about this room. Load the page again and repeat what you did.',
  wrongRecoveryKey: 'This is not your recovery key, or a character is wrong. Look at each group; capitals matter.',
  signInAgain: 'This needs a fresh sign-in. Sign out, sign in again, and repeat it within 10 minutes.',
  serverFault: 'The server had a fault of its own and noted it in its log. Try again.',
  callLocked: 'This call is locked. Ask a moderator who is in it to let you in.',
  deviceFull: 'This device has no room left. Make room on it, then try again.',
  pageUnknown: 'This address leads nowhere',
  pageUnknownBody: 'Check that it was copied whole, or go on from the start.',
  toStart: 'To the start',
  engineFailed: 'Parley could not start in this browser.',
  engineFailedBody: 'Load the page again. If that does not help, another browser may work.',
  reload: 'Load the page again',
} as const

/** Places where nothing is yet. */
export const empty = {
  roomTitle: 'This is the start of {room}',
  roomPublic: 'Everyone on this server can find and read it.',
  roomSealed: 'Only people who are invited can find and read it. The server cannot read it.',
  roomNotSealed: 'Only people who are invited can find it. It is not yet encrypted: the server can read it.',
  invite: 'Invite people',
  inviteHint: 'Share a link or pick names',
  topic: 'Write a topic',
  topicHint: 'Say what belongs here',
  rooms: 'No rooms yet',
  roomsBody: 'A room is a place for one subject. Make the first one, or join one that is open to all.',
  directBody: 'Write to one person, or to a few.',
  pick: 'Choose a conversation',
  pickBody: 'Pick one from the list, or press {key} to search.',
} as const
