/** What stands in an invite link behind the `#`. */
export interface InviteAddress {
  /** What the server knows the invitation by. */
  readonly token: string
  /**
   * Into a sealed room: which one its maker meant, and the secret whose public key stands in the room's log. The server
   * gets neither from here. null: the link leads into no sealed room.
   */
  readonly sealed: { readonly room: string; readonly secret: string } | null
}

const key = /^[A-Za-z0-9_-]{43}$/
/** Rooms from before have shorter ids. */
const roomId = /^(?:[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{43})$/

/** The fragment of an invite link, without its `#`. */
export const writeInvite = ({ token, sealed }: InviteAddress): string =>
  sealed ? `${token}.${sealed.secret}.${sealed.room}` : token

/** Reads the fragment of an invite link; null: a part of it is missing or damaged. */
export function readInvite(fragment: string): InviteAddress | null {
  const [token = '', secret, room, ...rest] = fragment.split('.')
  if (token === '' || rest.length > 0) return null
  if (secret === undefined) return { token, sealed: null }
  return room !== undefined && key.test(secret) && roomId.test(room) ? { token, sealed: { room, secret } } : null
}
