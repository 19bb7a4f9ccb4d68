import { Id, Role, Seq } from '@parley/protocol'
import { z } from 'zod'
import { MasterKey, RoomName } from './genesis.ts'
import { Hash } from './hash.ts'
import { headOf, type Membership } from './membership.ts'
import { About, Policy } from './policy.ts'

const Seat = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('joined'),
    role: Role,
    key: MasterKey,
    since: z.int().min(0),
    link: Hash.optional(),
  }),
  z.strictObject({ state: z.literal('invited'), key: MasterKey, by: Id, since: z.int().min(0) }),
  z.strictObject({ state: z.literal('banned') }),
])

const OpenLink = z.strictObject({ usesLeft: z.int().min(1), expires: z.int(), by: Id, invite: Id })

/** What whoever admits a newcomer seals to their device: the room as it is, since they cannot open what lies before. */
export const Snapshot = z.strictObject({
  v: z.literal(1),
  kind: z.literal('membership'),
  room: RoomName,
  seen: z.int().min(0),
  head: z.strictObject({ index: z.int().min(0), hash: Hash }),
  policy: Policy,
  sharedSince: z.int().min(0).optional(),
  about: About.nullable(),
  seats: z.array(z.tuple([Id, Seat])).max(10_000),
  gone: z.array(Id).max(10_000),
  links: z.array(z.tuple([Hash, OpenLink])).max(1000),
  before: z.strictObject({ creator: Id, until: Seq }).optional(),
})
export type Snapshot = z.infer<typeof Snapshot>

/** What `sharedSince` comes to under a policy: somebody may have sent the one without the other. */
const sharedIn = ({ policy, sharedSince, seen }: Pick<Snapshot, 'policy' | 'sharedSince' | 'seen'>) =>
  policy.history === 'shared' ? { sharedSince: sharedSince ?? seen } : {}

export const snapshotOf = (state: Membership): Snapshot => ({
  v: 1,
  kind: 'membership',
  room: state.room,
  seen: state.seen,
  head: headOf(state),
  policy: state.policy,
  ...sharedIn(state),
  about: state.about,
  seats: [...state.seats],
  gone: [...state.gone],
  links: [...state.links],
  ...(state.before ? { before: state.before } : {}),
})

/** The state that a snapshot describes, whoever says so. */
export function stateOf(snapshot: Snapshot): Membership {
  const { room, seen, head, policy, about, seats, links, gone, before } = snapshot
  const same = { room, seen, heads: [head], policy, ...sharedIn(snapshot), about, before }
  return { ...same, seats: new Map(seats), links: new Map(links), gone: new Set(gone) }
}

/** Why a snapshot is not taken. */
export type SnapshotRefusal = 'other-room' | 'not-by-a-member'

/**
 * A newcomer's first state. It is taken from the one who admitted them, who must be a member in it under the identity
 * that sealed it; everybody else's heads confirm or contradict it.
 */
export function beginFrom(
  snapshot: Snapshot,
  { room, by, byKey }: { readonly room: string; readonly by: string; readonly byKey: MasterKey | null },
): Membership | SnapshotRefusal {
  if (snapshot.room !== room) return 'other-room'
  const seat = new Map(snapshot.seats).get(by)
  if (seat?.state !== 'joined' || seat.key !== byKey) return 'not-by-a-member'
  return stateOf(snapshot)
}
