import { MembershipChange } from '@parley/protocol'
import type { House } from '../../house.ts'
import type { Rooms } from '../rooms/index.ts'
import type { CarrierRule } from './carrier.ts'
import { declineCall } from './decline-call.ts'
import { joinCall } from './join-call.ts'
import { leaveCall } from './leave-call.ts'
import { lockCall } from './lock-call.ts'
import { muteInCall } from './mute-in-call.ts'
import { removeFromCall } from './remove-from-call.ts'
import { renewCall } from './renew-call.ts'
import { rerouteCall } from './reroute-call.ts'
import { SfuDesk } from './sfu-desk.ts'
import { signalCall } from './signal-call.ts'
import { spotlightInCall } from './spotlight-in-call.ts'
import { startCall } from './start-call.ts'
import { Switchboard } from './switchboard.ts'

/** People that are well off in a mesh, where there is an SFU for more of them, and where there is none. */
const [meshBesideSfu, meshAlone] = [2, 4]

/**
 * Calls, one in each room at a time. A connection that ends does not end a call, its lease does: a page that reloads comes back.
 * Leaving the room or being signed out does, at once.
 */
export function openCalls(house: House, rooms: Rooms) {
  const { sfu } = house.media
  const meshMost = house.config.calls.meshMost ?? (sfu ? meshBesideSfu : meshAlone)
  const carrierRule = (): CarrierRule => ({ meshMost, sfu: sfu === null ? 'none' : sfu.isUp ? 'up' : 'down' })
  const switchboard = new Switchboard({ ...house, carrierRule })
  const desk = sfu && new SfuDesk(house, sfu, switchboard)
  house.fanout.subscribe((hint) => {
    if (hint.kind === 'revoked') switchboard.signedOut(hint.user, hint.devices)
    if (hint.kind !== 'entry' || hint.entry.kind !== 'membership') return
    const change = MembershipChange.parse(JSON.parse(hint.entry.body))
    const { kind } = change
    if (kind === 'joined') switchboard.added(hint.room, change.user)
    if (kind === 'left' || kind === 'kicked' || kind === 'banned') switchboard.removed(hint.room, change.user)
  })
  return {
    handlers: {
      'calls.start': startCall(house, switchboard, rooms, desk),
      'calls.join': joinCall(house, switchboard, desk),
      'calls.decline': declineCall(switchboard),
      'calls.leave': leaveCall(switchboard),
      'calls.renew': renewCall(house, switchboard, desk),
      'calls.reroute': rerouteCall(switchboard),
      'calls.remove': removeFromCall(house, switchboard),
      'calls.lock': lockCall(house, switchboard),
      'calls.spotlight': spotlightInCall(house, switchboard),
      'calls.mute': muteInCall(house, switchboard),
      'calls.signal': signalCall(house, switchboard),
    },
    snapshot: (user: string, joined: ReadonlySet<string>) => switchboard.of(user, joined),
    sfuDoor: desk,
  }
}
