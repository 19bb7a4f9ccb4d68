import { pageEntries } from '@parley/protocol'
import type { Client } from '../client.ts'
import { pause, systemClock } from '../clock.ts'

/** The keys with which the newest entries of a room were sealed, by entry. */
async function keysOf(client: Client, room: string): Promise<readonly string[]> {
  const { entries } = await client.call('messages.history', { room, at: { kind: 'newest' }, limit: pageEntries })
  const sealed = entries.filter(({ kind }) => kind === 'message')
  return sealed.map(({ body }) => (JSON.parse(body) as { session_id: string }).session_id)
}

/** Waits until everything that opens a room is in somebody's backup. */
export async function backedUp(client: Client, room: string): Promise<void> {
  const wanted = await keysOf(client, room)
  for (;;) {
    const { backup } = await client.call('backups.current', {})
    const { sessions } = backup ? await client.call('backups.get', { version: backup.version, room }) : { sessions: [] }
    const there = new Set(sessions.map(({ session }) => session))
    if (wanted.every((session) => there.has(session))) return
    await pause(systemClock, 20)
  }
}
