/** Who can mend it: the person at the screen, the program that called, or whoever runs the server. */
export type Mender = 'person' | 'program' | 'operator'

export interface ErrorKind {
  /** HTTP status of the same error on `POST /api/<command>`. */
  readonly status: number
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean
  readonly mender: Mender
  /** What happened and what to do, for people. */
  readonly sentence: string
}

const kind = (status: number, mender: Mender, sentence: string, retryable = false): ErrorKind => ({
  status,
  retryable,
  mender,
  sentence,
})

/** Every error that a command or a frame can be answered with. The codes are stable; sentences may improve. */
export const errors = {
  bad_request: kind(
    400,
    'program',
    'The request does not fit the schema of this command: compare it with docs/protocol.md.',
  ),
  bad_json: kind(400, 'program', 'The request is not valid JSON: send one JSON object in UTF-8.'),
  unknown_command: kind(404, 'program', 'There is no such command: see /api/openapi.json for the list.'),
  not_found: kind(404, 'person', 'There is nothing here, or not for you. Check the link.'),
  too_large: kind(413, 'person', 'That is larger than this server takes. Make it smaller and send it again.'),
  wrong_content_type: kind(415, 'program', 'Send JSON: set the header content-type to application/json.'),
  unauthenticated: kind(401, 'person', 'You are not signed in, or your session has ended. Sign in again.'),
  wrong_credentials: kind(401, 'person', 'Handle and password do not match. Check both and try again.'),
  passkey_refused: kind(401, 'person', 'The passkey was not accepted. Try again, or use the password.'),
  forbidden: kind(403, 'person', 'You may not do this here. Ask a moderator or the owner.'),
  foreign_origin: kind(
    403,
    'program',
    'This page is not allowed to talk to this server. Open the address that the server printed.',
  ),
  rate_limited: kind(429, 'person', 'That was a lot at once. Wait a moment; what you wrote is kept.', true),
  busy: kind(503, 'person', 'The server is busy. It is tried again by itself.', true),
  unavailable: kind(503, 'operator', 'The server cannot store anything right now. It is tried again by itself.', true),
  storage_full: kind(507, 'operator', 'The disk of the server is full. It is tried again once there is room.', true),
  device_full: kind(
    507,
    'person',
    'This device has no room left to keep anything. Make room on it: what waits goes on by itself then.',
    true,
  ),
  draining: kind(503, 'person', 'The server is restarting. We connect again by ourselves; nothing is lost.', true),
  internal: kind(
    500,
    'operator',
    'The server made a mistake and wrote it into its log. Try again; if it stays, tell the operator.',
    true,
  ),
  conflict: kind(409, 'program', 'Something else was stored under this id before. Give each thing an id of its own.'),
  stale: kind(409, 'person', 'Somebody changed this a moment ago. Look again and repeat what you did.', true),
  overtaken: kind(
    409,
    'person',
    'What you wrote after this is in the room already. Send this again, and it comes at the end.',
  ),
  handle_taken: kind(409, 'person', 'This handle is taken. Choose another.'),
  handle_look_alike: kind(409, 'person', 'This handle looks like one that is taken. Choose one that differs more.'),
  handle_not_allowed: kind(
    400,
    'person',
    'A handle has 2 to 32 characters: a–z, 0–9, dot, dash or underscore, and begins and ends with a letter or digit.',
  ),
  password_too_short: kind(
    400,
    'person',
    'This password is too short: use 15 characters or more, for example four words.',
  ),
  password_too_common: kind(400, 'person', 'This password is on the lists that attackers try first. Choose another.'),
  invite_needed: kind(403, 'person', 'This server takes new people by invitation only. Ask somebody here for a link.'),
  invite_used_up: kind(410, 'person', 'This invitation is used up, expired or withdrawn. Ask for a new one.'),
  owner_link_spent: kind(
    410,
    'person',
    'This owner link was used, or belongs to another server. A server without an owner says its link at each start.',
  ),
  not_a_member: kind(403, 'person', 'You are not in this room. Join it first, or ask to be invited.'),
  banned: kind(403, 'person', 'You were banned from this room. Its moderators can lift that.'),
  last_way_in: kind(409, 'person', 'This passkey is your only way in: add another one or set a password first.'),
  last_owner: kind(409, 'person', 'A room needs an owner: make somebody else owner first.'),
  sign_in_again: kind(
    403,
    'person',
    'This needs a fresh sign-in: sign out, sign in again, and repeat it within 10 minutes.',
  ),
  too_many: kind(
    409,
    'program',
    'As many of these are stored for you as there may be: use some up or replace some before you store more.',
  ),
  inbox_full: kind(
    409,
    'program',
    'Too much waits for one of these devices, so nothing was sent: `path` names it. Send again without it.',
  ),
  backup_replaced: kind(
    409,
    'program',
    'This is not the current backup: see which one is with backups.current, and go on with that.',
  ),
  no_keys: kind(
    409,
    'person',
    'This device cannot seal anything yet. Confirm it with another of your devices, or sign in again.',
  ),
  wrong_recovery_key: kind(
    403,
    'person',
    'This is not the recovery key of this account, or it is mistyped. Compare it with what you kept: 12 groups of 4.',
  ),
  no_identity: kind(
    409,
    'person',
    'Somebody here has no keys on this server yet, so nothing can be sealed for them. Ask them to open Parley once.',
  ),
  identity_changed: kind(
    409,
    'person',
    'Somebody here has new keys. Nothing was sent: look at who it is in the list of members first.',
  ),
  stranger_in_room: kind(
    409,
    'person',
    'The server lists somebody here whom no member has let in. Nothing was sent: look at the list of members.',
  ),
  room_forked: kind(
    409,
    'person',
    'The server shows this room differently to different people. Nothing was sent: tell the others another way.',
  ),
  room_incomplete: kind(
    409,
    'person',
    'This device does not know yet who is in this room. It asks for that by itself; try again in a moment.',
    true,
  ),
  room_set_back: kind(
    409,
    'person',
    'The server was set back to an older copy and lacks changes of this room that this device has seen. What is written arrives; who is here can only be changed in a new room.',
  ),
  wrong_line: kind(
    409,
    'program',
    'A change of a sealed room comes with the next line of its membership log, and no other room has one: fetch `rooms.lines` and look again.',
  ),
  wrong_sealing: kind(
    409,
    'program',
    'In a sealed room marks and typing come sealed, in any other as they are: `lines` of the room says which it is.',
  ),
  folder_in_use: kind(
    409,
    'operator',
    'Another process uses this folder: a bot keeps its keys for itself. End it first, or give this one another folder.',
  ),
  folder_closed: kind(
    409,
    'operator',
    'The key file does not open this folder, or the folder is damaged. Nothing was changed: put back the key file that belongs to it.',
  ),
  not_sealed: kind(
    409,
    'person',
    'This room is encrypted now, and what came was not, so it was not taken. Load Parley again, and send it once more.',
    true,
  ),
  call_ended: kind(410, 'person', 'This call has ended.'),
  call_locked: kind(403, 'person', 'This call is locked. Ask a moderator who is in it to let you in.'),
  line_busy: kind(409, 'person', 'That person is in another call.'),
  too_many_sessions: kind(429, 'person', 'Too many windows are connected at once. Close some and try again.', true),
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof errors

/** An error as it travels: in a frame `{"type":"error",…}` and as the body of an HTTP answer. */
export interface ErrorAnswer {
  readonly code: ErrorCode
  readonly sentence: string
  readonly retryable: boolean
  /** Milliseconds to wait before the next try. */
  readonly retry_after?: number
  /** Where in the input the fault is, for example `input.room`. Never a value. */
  readonly path?: string
}

export interface ErrorDetail {
  readonly retryAfter?: number
  readonly path?: string
  /** For the log of this side; never travels. */
  readonly cause?: unknown
}

/** An error that a handler throws and a client receives. */
export class ParleyError extends Error {
  readonly code: ErrorCode
  readonly detail: ErrorDetail

  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    super(errors[code].sentence, detail.cause === undefined ? {} : { cause: detail.cause })
    this.name = 'ParleyError'
    this.code = code
    this.detail = detail
  }

  get retryable(): boolean {
    return errors[this.code].retryable
  }

  answer(): ErrorAnswer {
    const { retryAfter, path } = this.detail
    return {
      code: this.code,
      sentence: this.message,
      retryable: this.retryable,
      ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
      ...(path === undefined ? {} : { path }),
    }
  }

  /** The error of an answer that arrived. An unknown code of a newer server counts as `internal`. */
  static from(answer: ErrorAnswer): ParleyError {
    return new ParleyError(answer.code in errors ? answer.code : 'internal', {
      ...(answer.retry_after === undefined ? {} : { retryAfter: answer.retry_after }),
      ...(answer.path === undefined ? {} : { path: answer.path }),
    })
  }
}
