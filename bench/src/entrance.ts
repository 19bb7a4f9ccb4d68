import { ClientSocket, type OnText, textFrame } from './client-socket.ts'
import type { Person } from './household.ts'

/** Where people enter. */
export interface Door {
  readonly port: number
  readonly accessOf: (person: Person) => string
}

async function ticketOf({ port, accessOf }: Door, person: Person): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/sessions.ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessOf(person)}` },
    body: '{}',
  })
  if (!answer.ok) throw new Error(`sessions.ticket: ${answer.status} ${await answer.text()}`)
  const { ticket } = (await answer.json()) as { ticket: string }
  return ticket
}

const resume = textFrame(JSON.stringify({ type: 'resume', cursors: { epoch: null, inbox: 0, rooms: {}, at: 0 } }))
const beat = textFrame('{"type":"beat"}')
const [liveFrame, beatFrame] = [Buffer.from('{"type":"live"'), Buffer.from('{"type":"beat"')]

const begins = (bytes: Buffer, from: number, start: Buffer): boolean =>
  bytes.compare(start, 0, start.length, from, from + start.length) === 0

/** Enters by the door, to send and hear answers; events come only after a `resume`. Heartbeats are answered. */
export async function enterMute(door: Door, person: Person, onText: OnText): Promise<ClientSocket> {
  const socket = await ClientSocket.upgrade(door.port, await ticketOf(door, person), (bytes, from, to) => {
    if (begins(bytes, from, beatFrame)) socket.write(beat)
    else onText(bytes, from, to)
  })
  return socket
}

/** Enters by the door and catches up; resolves once live. */
export async function enter(door: Door, person: Person, onText: OnText): Promise<ClientSocket> {
  const live = Promise.withResolvers<void>()
  const socket = await enterMute(door, person, (bytes, from, to) => {
    if (begins(bytes, from, liveFrame)) live.resolve()
    else onText(bytes, from, to)
  })
  socket.write(resume)
  await live.promise
  return socket
}
