import type { Entry } from '@parley/protocol'
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

/** The room of an invite after somebody came by it. They wait before a sealed room until a member admits them. */
export interface Arrived {
  readonly room: string
  readonly state: 'joined' | 'invited'
  /** What its log has grown by. */
  readonly entry: Entry
  readonly members: number
  readonly version: number
}

/** Who comes by an invite, with which device. */
export interface Comer {
  readonly user: string
  readonly device: string
  /** Id for the entry that tells the room who came. */
  readonly entryId: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** `arrived` null: they are in that room already, or wait before it. */
export type InviteAccepted =
  | { readonly ok: true; readonly room: string; readonly arrived: Arrived | null }
  /** `not_found`: the invite leads into no room. */
  | { readonly ok: false; readonly why: 'invite_used_up' | 'banned' | 'not_found' }

export interface InviteWrites {
  /**
   * Lets somebody who has an account into the room of an invite, or before it where that is sealed, and uses up one use:
   * both or nothing. Whoever is there already uses up none.
   */
  'invite.accept': Exchange<Comer & { readonly token: Uint8Array }, InviteAccepted>
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
