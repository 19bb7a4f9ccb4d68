import type { Exchange } from './exchange.ts'

export interface InviteRow {
  readonly id: string
  readonly for: 'account' | 'guest'
  readonly room: string | null
  readonly usesLeft: number
  readonly expiresAt: number
  readonly createdAt: number
}

/** What the holder of an invite link may know before using it. */
export interface Invitation {
  readonly for: 'account' | 'guest'
  readonly room: { readonly id: string; readonly name: string } | null
  /** Display name of whoever made the link. */
  readonly invitedBy: string
}

export interface InviteWrites {
  /** `token` is the SHA-256 of the secret in the link. */
  'invite.create': Exchange<{ readonly invite: InviteRow; readonly token: Uint8Array; readonly by: string }, null>
  /** Answers false if the user has no such invite. */
  'invite.revoke': Exchange<{ readonly id: string; readonly by: string }, boolean>
  /** Deletes invites that ended before a moment, and those used up that are older. */
  'invite.forget': Exchange<{ readonly endedBefore: number }, null>
}

export interface InviteReads {
  /**
   * An invite that still works: not expired, not used up, and whoever made it is still a member of its room.
   * `now` in milliseconds since 1970.
   */
  'invite.find': Exchange<{ readonly token: Uint8Array; readonly now: number }, Invitation | null>
  /** What a user made and still works, newest first. */
  'invite.list': Exchange<{ readonly by: string; readonly now: number }, readonly InviteRow[]>
}
