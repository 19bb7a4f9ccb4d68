import { ClientSocket, type OnText, textFrame } from './client-socket.ts'
import type { Person } from './household.ts'

async function post<T>(port: number, command: string, headers: Record<string, string>): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{}',
  })
  if (!answer.ok) throw new Error(`${command}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** A refresh token works once, an access token for minutes: longer than a measurement lasts. */
const accesses = new WeakMap<Person, Promise<{ readonly access: string }>>()

/** The ticket of one upgrade, by refresh cookie and access token as a browser gets it. */
async function ticketOf(port: number, person: Person): Promise<string> {
  const granted = accesses.get(person) ?? post(port, 'sessions.refresh', { cookie: `__Host-rt=${person.refresh}` })
  accesses.set(person, granted)
  const { access } = await granted
  const { ticket } = await post<{ ticket: string }>(port, 'sessions.ticket', { authorization: `Bearer ${access}` })
  return ticket
}

const resume = textFrame(JSON.stringify({ type: 'resume', cursors: { epoch: null, inbox: 0, rooms: {}, at: 0 } }))
const beat = textFrame('{"type":"beat"}')
const [liveFrame, beatFrame] = [Buffer.from('{"type":"live"'), Buffer.from('{"type":"beat"')]

const begins = (bytes: Buffer, from: number, start: Buffer): boolean =>
  bytes.compare(start, 0, start.length, from, from + start.length) === 0

/** Enters by the door and catches up; resolves once live. Heartbeats are answered from then on. */
export async function enter(port: number, person: Person, onText: OnText): Promise<ClientSocket> {
  const live = Promise.withResolvers<void>()
  const socket = await ClientSocket.upgrade(port, await ticketOf(port, person), (bytes, from, to) => {
    if (begins(bytes, from, beatFrame)) socket.write(beat)
    else if (begins(bytes, from, liveFrame)) live.resolve()
    else onText(bytes, from, to)
  })
  socket.write(resume)
  await live.promise
  return socket
}

/** Runs an asynchronous step for each item, some at a time, and answers in the order of the items. */
export async function each<T, R>(items: readonly T[], atOnce: number, step: (item: T, at: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const work = async (): Promise<void> => {
    for (const [at, item] of queue) results[at] = await step(item, at)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}
