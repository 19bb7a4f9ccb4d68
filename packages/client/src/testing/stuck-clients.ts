import { afterEach } from 'vitest'
import type { Client, RoomItem } from '../client.ts'
import { openClients } from './open-clients.ts'

/** What a room shows, on one line: entries that look alike are one. */
function lineOf(client: Client, { id, kind, state, name, messages, unread, head }: RoomItem): string {
  const { items, loading, hasBefore, hasAfter } = client.room(id).timeline.get()
  const shown = items.slice(-20).map(({ seq, content, delivery }) => {
    const what = content.kind === 'unreadable' ? content.why.toUpperCase() : content.kind
    return `${seq ?? '-'} ${what} ${delivery.kind === 'failed' ? delivery.error.code : delivery.kind}`
  })
  const more = `${hasBefore ? 'more before, ' : ''}${hasAfter ? 'more after, ' : ''}${loading ? `loading ${loading}` : ''}`
  return `${name} ${id} ${kind} ${state} ${messages}/${unread}/${head}, ${items.length}: ${shown.join(', ')} ${more}`
}

function standOf(client: Client): object {
  const session = client.session.get()
  return {
    session: session.kind === 'signed-in' ? `${session.user} ${session.device}` : session.kind,
    connection: client.connection.get(),
    keyring: client.keyring.get(),
    verifications: client.verifications.get(),
    rooms: client.rooms.get().map((room) => lineOf(client, room)),
  }
}

/** How every client stands when a test comes to no end, for whoever looks for the reason. */
afterEach(({ task }) => {
  const left = [...openClients]
  openClients.clear()
  if (task.result?.state !== 'fail') return
  for (const client of left) process.stderr.write(`${task.name}: ${JSON.stringify(standOf(client), null, 1)}\n`)
})
