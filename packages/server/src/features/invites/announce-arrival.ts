import type { Profile } from '@parley/protocol'
import type { House } from '../../house.ts'
import type { Arrived } from '../../ports/storage/invites.ts'
import { showRoom } from '../rooms/announce.ts'

/** Tells a room who came by an invite, and their other devices what is in their list now. */
export async function announceArrival(
  house: Pick<House, 'storage' | 'fanout'>,
  profile: Profile,
  { room, entry, state, members, version }: Arrived,
): Promise<void> {
  const { fanout } = house
  fanout.publish({ kind: 'entry', room, entry })
  const standing = { role: 'member', state, members, version } as const
  fanout.publish({ kind: 'rooms', rooms: [room], event: { type: 'member', room, profile, ...standing } })
  await showRoom(house, room, profile.id)
}
