import { makeId } from '@parley/protocol'
import { type Genesis, roomIdOf } from '../membership/genesis.ts'
import type { Change, Line } from '../membership/line.ts'
import { found, headOf, type Membership } from '../membership/membership.ts'
import { openLine } from '../membership/open-line.ts'
import { type Step, step } from '../membership/step.ts'

export interface Person {
  readonly id: string
  readonly key: string
}

let made = 0

/** Somebody with an identity of their own. */
export function person(): Person {
  made += 1
  const bytes = Uint8Array.from({ length: 32 }, (_, at) => (at < 10 ? (made * 31 + at) % 256 : at))
  return { id: makeId(1, bytes.slice(0, 10)), key: btoa(String.fromCharCode(...bytes)).replaceAll('=', '') }
}

/** The same person after they lost every key. */
export const reborn = ({ id }: Person): Person => ({ ...person(), id })

const open = { invite: 'member', write: 'member', history: 'joined' } as const

export const genesisOf = (creator: Person, policy: Genesis['policy'] = open): Genesis => ({
  v: 1,
  kind: 'genesis',
  creator: creator.id,
  creatorKey: creator.key,
  policy,
  nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
})

/** The first state of a direct message. */
export async function directOf(creator: Person, ...others: readonly Person[]): Promise<Membership> {
  const policy = { invite: 'owner', write: 'member', history: 'joined' } as const
  const genesis = { ...genesisOf(creator, policy), others: others.map(({ id, key }) => ({ user: id, key })) }
  const state = await found(await roomIdOf(genesis), genesis)
  if (!state) throw new Error('a genesis names its room')
  return state
}

/** How a room from before begins that somebody seals: theirs, with others in it and invited to it. */
export const oldGenesisOf = (
  creator: Person,
  others: readonly (Person & { readonly role?: 'owner' | 'moderator' })[],
  invited: readonly Person[] = [],
): Genesis => ({
  ...genesisOf(creator),
  others: others.map(({ id, key, role }) => ({ user: id, key, ...(role ? { role } : {}) })),
  before: {
    room: 'BBBBBBBBBBBBBBBBBBBBBB',
    until: 7,
    role: 'owner',
    invited: invited.map(({ id, key }) => ({ user: id, key })),
  },
})

/** The first state of a room of somebody. */
export async function roomOf(creator: Person, policy?: Genesis['policy']): Promise<Membership> {
  const genesis = genesisOf(creator, policy)
  const state = await found(await roomIdOf(genesis), genesis)
  if (!state) throw new Error('a genesis names its room')
  return state
}

export const lineOf = (state: Membership, change: Change, more: Partial<Line> = {}): Line => ({
  v: 1,
  room: state.room,
  index: state.seen + 1,
  prev: headOf(state).hash,
  change,
  ...more,
})

/** What becomes of a room when somebody writes a change at its end. */
export async function tried(state: Membership, by: Person, change: Change, more: Partial<Line> = {}): Promise<Step> {
  const content = lineOf(state, change, more)
  return step(state, await openLine({ index: state.seen + 1, content, by: by.id, byKey: by.key }))
}

/** The same, for a change that has to be accepted. */
export async function done(state: Membership, by: Person, change: Change): Promise<Membership> {
  const result = await tried(state, by, change)
  if (result.kind !== 'accepted') throw new Error(`${change.kind}: ${JSON.stringify(result)}`)
  return result.state
}

/** Why it was refused; null: it was not. */
export const whyNot = async (state: Membership, by: Person, change: Change, more?: Partial<Line>) => {
  const result = await tried(state, by, change, more)
  return result.kind === 'refused' ? result.why : null
}

/** Somebody invites, the other joins. */
export async function brought(state: Membership, by: Person, newcomer: Person): Promise<Membership> {
  const invited = await done(state, by, { kind: 'invite', user: newcomer.id, key: newcomer.key })
  return await done(invited, newcomer, { kind: 'join' })
}
