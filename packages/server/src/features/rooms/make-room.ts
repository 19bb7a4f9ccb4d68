import type { HistoryRule, MembershipChange, RoomKind, RoomRole } from '@parley/protocol'
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
  /** How its membership log begins, and the first lines of it. null: the room is not sealed. */
  readonly sealed: { readonly genesis: string; readonly lines: readonly string[] } | null
  readonly history: HistoryRule
  readonly voice: boolean
}

/** Stores a room with everybody who is in it from the start, and shows it to them. null: its id belongs to another. */
export async function makeRoom(
  house: House,
  { user, device }: Doer,
  plan: RoomPlan,
): Promise<{ readonly room: string; readonly made: boolean } | null> {
  const { sealed } = plan
  const [first, ...more] = sealed?.lines ?? []
  const note = (change: MembershipChange) => ({ id: house.newId(), body: JSON.stringify(change) })
  const made = await house.storage.apply('room.create', {
    ...plan,
    by: user,
    device,
    at: house.clock.now(),
    created: note({ v: 1, kind: 'created', ...(first === undefined ? {} : { line: { index: 1, body: first } }) }),
    members: plan.members.map((member) => ({ ...member, joined: note({ v: 1, kind: 'joined', user: member.user }) })),
    sealed: sealed && {
      genesis: sealed.genesis,
      isBegun: first !== undefined,
      lines: more.map((body, n) => note({ v: 1, kind: 'line', line: { index: n + 2, body } })),
    },
  })
  if (!made.ok) return null
  for (const entry of made.entries) house.fanout.publish({ kind: 'entry', room: made.room, entry })
  if (made.made) for (const member of plan.members) await showRoom(house, made.room, member.user)
  return made
}
