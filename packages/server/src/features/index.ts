import type { House } from '../house.ts'
import { openBackups } from './backups/index.ts'
import { openCalls } from './calls/index.ts'
import type { Features } from './features.ts'
import { openIdentity } from './identity.ts'
import { acknowledge } from './inbox/acknowledge.ts'
import { sendSealed } from './inbox/send-sealed.ts'
import { openKeys } from './keys/index.ts'
import { history } from './messages/history.ts'
import { sendMessage } from './messages/send-message.ts'
import { openPresence } from './presence/index.ts'
import { openProfiles } from './profiles/index.ts'
import { openReceipts } from './receipts/index.ts'
import { openReports } from './reports/index.ts'
import { openRooms } from './rooms/index.ts'
import { openSecrets } from './secrets/index.ts'

/** Opens every feature. Each gives the handlers of its commands, so that a declared command without one does not compile. */
export async function openFeatures(house: House): Promise<Features> {
  const identity = await openIdentity(house)
  const rooms = openRooms(house)
  const presence = openPresence(house)
  const calls = openCalls(house, rooms)
  const keys = await openKeys(house)
  const reports = openReports(house)
  return {
    handlers: {
      ...identity.handlers,
      ...rooms.handlers,
      ...openReceipts(house).handlers,
      ...presence.handlers,
      ...calls.handlers,
      ...keys.handlers,
      ...openBackups(house).handlers,
      ...openSecrets(house).handlers,
      ...openProfiles(house).handlers,
      ...reports.handlers,
      'messages.send': sendMessage(house, rooms),
      'messages.history': history(house),
      'inbox.ack': acknowledge(house),
      'inbox.send': sendSealed(house),
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
    figures: reports.figures,
    sfuDoor: calls.sfuDoor,
    ownerToken: identity.ownerToken,
  }
}
