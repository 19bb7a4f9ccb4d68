import { afterEach } from 'vitest'
import type { Client } from '../client.ts'
import { openClients } from './open-clients.ts'

function standOf(client: Client): object {
  const session = client.session.get()
  const rooms = client.rooms.get().map(({ id, kind, state, name, messages, unread, head }) => {
    const { items, loading, hasBefore, hasAfter } = client.room(id).timeline.get()
    const shown = items.map(({ seq, content, delivery }) => {
      const what = content.kind === 'unreadable' ? content.why : content.kind
      return `${seq ?? '-'} ${what} ${delivery.kind === 'failed' ? delivery.error.code : delivery.kind}`
    })
    const timeline = { count: items.length, newest: shown.slice(-20), loading, hasBefore, hasAfter }
    return { id, kind, state, name, messages, unread, head, timeline }
  })
  return {
    session: session.kind === 'signed-in' ? `${session.user} ${session.device}` : session.kind,
    connection: client.connection.get(),
    keyring: client.keyring.get(),
    verifications: client.verifications.get(),
    rooms,
  }
}

/** How every client stands when a test comes to no end, for whoever looks for the reason. */
afterEach(({ task }) => {
  const left = [...openClients]
  openClients.clear()
  if (task.result?.state !== 'fail') return
  for (const client of left) process.stderr.write(`${task.name}: ${JSON.stringify(standOf(client), null, 1)}\n`)
})
