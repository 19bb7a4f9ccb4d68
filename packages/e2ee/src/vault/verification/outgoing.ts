import type { OlmMachine, OutgoingRequest, RoomMessageRequest } from '@matrix-org/matrix-sdk-crypto-wasm'
import type { InputOf } from '@parley/protocol'
import { idOf, userIds } from '../names.ts'
import { sealedFor } from '../whispers.ts'
import { type Message, messageType } from './message.ts'

/** `$` and 22 random characters, as the library names what is said in a room. */
export function newEventId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `$${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** What the library wants to say in the room of two people: the other one is who the room is named after. */
export function messageOf({ room_id, event_type, body }: RoomMessageRequest): Message {
  const content = JSON.parse(body) as Message['content']
  return { id: newEventId(), at: Date.now(), type: event_type, content, other: idOf(room_id) }
}

/** Says a step to the other person's devices; one's own other devices hear of it, so that they stop asking. */
export async function say(
  machine: OlmMachine,
  message: Message,
  carry: (request: OutgoingRequest) => Promise<void>,
): Promise<InputOf<'inbox.send'>['messages']> {
  const me = idOf(machine.userId.toString())
  const users = [message.other, me]
  const missing = await machine.getMissingSessions(userIds(users))
  if (missing) await carry(missing)
  const sealed = users.map((user) => sealedFor(machine, { user }, messageType, message))
  return (await Promise.all(sealed)).flat()
}
