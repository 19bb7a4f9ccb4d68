import type { Client, InviteAddress } from '@parley/client'
import { notify } from '../../design/toast.ts'
import { errorWords } from '../../engine/error-words.ts'
import { navigate } from '../../route/router.ts'

/** The id of a sealed room is a hash of 43 characters; no other id is that long. */
const bornSealed = 43

/** Whether the room that the server names is the one that the link names; of others the link says nothing. */
export function isThere({ sealed }: InviteAddress, room: string | null): boolean {
  return sealed === null ? room === null || room.length < bornSealed : room === sealed.room
}

/** Goes to where a link leads; before a sealed room one waits from now on. */
export async function enterBy(client: Client, { sealed }: InviteAddress, room: string | null): Promise<void> {
  try {
    if (sealed) await client.room(sealed.room).change({ kind: 'knock', secret: sealed.secret })
  } catch (error) {
    notify({ kind: 'error', text: errorWords(error) })
  }
  const to = sealed?.room ?? room
  navigate(to === null ? { page: 'home' } : { page: 'room', room: to }, { replace: true })
}
