import { textFrame } from './client-socket.ts'
import { newId } from './id.ts'

const characters = 300
const bare = JSON.stringify({ algorithm: 'm.megolm.v1.aes-sha2', ciphertext: '' })

/** What somebody sealed: an opaque body of 300 characters. */
export const body = JSON.stringify({
  algorithm: 'm.megolm.v1.aes-sha2',
  ciphertext: 'parley+'.repeat(50).slice(0, characters - bare.length),
})

/** The frame of one send, under a number that its answer carries. */
export function sendFrame(number: number, room: string): Buffer {
  const input = { room, id: newId(), kind: 'message', body }
  return textFrame(JSON.stringify({ type: 'do', id: number, command: 'messages.send', input }))
}
