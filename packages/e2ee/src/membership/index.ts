export { type Audience, audienceOf, type Difference, differenceTo } from './audience.ts'
export { Genesis, MasterKey, nameOf, roomIdOf } from './genesis.ts'
export { type Comparison, compareHeads } from './heads.ts'
export { Change, Line, type Opened } from './line.ts'
export { type Claim, type LinkKeys, linkOf, linkTag, makeLinkKeys, proveLink, provesLink } from './link-proof.ts'
export {
  found,
  type Head,
  headOf,
  isVouched,
  type Membership,
  type OpenLink,
  readableSince,
  type Seat,
} from './membership.ts'
export { openLine, type Unsealed } from './open-line.ts'
export { About, Policy } from './policy.ts'
export type { Refusal } from './refusal.ts'
export { beginFrom, Snapshot, type SnapshotRefusal, snapshotOf, stateOf } from './snapshot.ts'
export { type Step, step } from './step.ts'
