import { textFrame } from './client-socket.ts'
import { newId } from './household.ts'

const characters = 300
const empty = JSON.stringify({ v: 1, kind: 'text', text: '' })

/** What somebody wrote: an opaque body of 300 characters. */
export const body = JSON.stringify({
  v: 1,
  kind: 'text',
  text: 'parley '.repeat(50).slice(0, characters - empty.length),
})

/** The frame of one send, under a number that its answer carries. */
export function sendFrame(number: number, room: string): Buffer {
  const input = { room, id: newId(), kind: 'message', body }
  return textFrame(JSON.stringify({ type: 'do', id: number, command: 'messages.send', input }))
}
