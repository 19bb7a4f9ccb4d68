import type { House } from '../house.ts'
import { openCalls } from './calls/index.ts'
import type { Features } from './features.ts'
import { openIdentity } from './identity.ts'
import { acknowledge } from './inbox/acknowledge.ts'
import { history } from './messages/history.ts'
import { sendMessage } from './messages/send-message.ts'
import { openPresence } from './presence/index.ts'
import { openReceipts } from './receipts/index.ts'
import { openRooms } from './rooms/index.ts'

/** Opens every feature. Each gives the handlers of its commands, so that a declared command without one does not compile. */
export async function openFeatures(house: House): Promise<Features> {
  const identity = await openIdentity(house)
  const rooms = openRooms(house)
  const presence = openPresence(house)
  const calls = openCalls(house, rooms)
  return {
    handlers: {
      ...identity.handlers,
      ...rooms.handlers,
      ...openReceipts(house).handlers,
      ...presence.handlers,
      ...calls.handlers,
      'messages.send': sendMessage(house, rooms),
      'messages.history': history(house),
      'inbox.ack': acknowledge(house),
    },
    gatekeeper: identity.gatekeeper,
    snapshots: {
      me: identity.me,
      rooms: rooms.list,
      presence: presence.snapshot,
      typing: presence.typing,
      calls: calls.snapshot,
    },
    watchers: [presence.watcher],
    ownerToken: identity.ownerToken,
  }
}
