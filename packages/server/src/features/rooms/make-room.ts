import type { MembershipChange, RoomKind, RoomRole } from '@parley/protocol'
import type { House } from '../../house.ts'
import { showRoom } from './announce.ts'
import type { Doer } from './changes.ts'

export interface RoomPlan {
  readonly id: string
  readonly kind: RoomKind
  readonly name: string
  readonly topic: string
  readonly directKey: string | null
  readonly members: readonly { readonly user: string; readonly role: RoomRole }[]
}

/** Stores a room with everybody who is in it from the start, and shows it to them. null: its id belongs to another. */
export async function makeRoom(
  house: House,
  { user, device }: Doer,
  plan: RoomPlan,
): Promise<{ readonly room: string; readonly made: boolean } | null> {
  const line = (change: MembershipChange) => ({ id: house.newId(), body: JSON.stringify(change) })
  const made = await house.storage.apply('room.create', {
    ...plan,
    by: user,
    device,
    at: house.clock.now(),
    created: line({ v: 1, kind: 'created' }),
    members: plan.members.map((member) => ({ ...member, joined: line({ v: 1, kind: 'joined', user: member.user }) })),
  })
  if (!made.ok) return null
  for (const entry of made.entries) house.fanout.publish({ kind: 'entry', room: made.room, entry })
  if (made.made) for (const member of plan.members) await showRoom(house, made.room, member.user)
  return made
}
