import { getBackup as contract, ParleyError } from '@parley/protocol'
import { handler } from '../../gateway/handler.ts'
import type { House } from '../../house.ts'
import type { BackupQuery } from '../../ports/storage/backups.ts'

const pageSessions = 200
const pageCharacters = 256 * 1024

/** `next` of a page names its last session; ids of rooms hold no spaces. */
function placeOf(after: string | undefined): BackupQuery['after'] {
  if (after === undefined) return null
  const at = after.indexOf(' ')
  return { room: at < 0 ? after : after.slice(0, at), session: at < 0 ? '' : after.slice(at + 1) }
}

/** A page of one of the caller's backups. */
export const getBackup = ({ storage }: House) =>
  handler(contract, async ({ input: { version, room, session, after }, actor: { user } }) => {
    if (session !== undefined && room === undefined) throw new ParleyError('bad_request', { path: 'input.room' })
    const page = await storage.read('backup.page', {
      user,
      version,
      room: room ?? null,
      session: session ?? null,
      after: placeOf(after),
      limit: pageSessions,
      characters: pageCharacters,
    })
    if (!page) throw new ParleyError('not_found')
    const last = page.sessions.at(-1)
    return { sessions: [...page.sessions], next: page.more && last ? `${last.room} ${last.session}` : null }
  })
