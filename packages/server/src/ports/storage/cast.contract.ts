import type { MembershipChange } from '@parley/protocol'
import type { Append, Appended } from './entries.ts'
import type { NewRoom, RoomChange } from './rooms.ts'
import type { Storage } from './storage.ts'

/** A store over a place that outlives it, as an acceptance suite needs it. */
export interface Place extends AsyncDisposable {
  /** Opens the store there; the one opened before must have been disposed of. */
  open(): Promise<Storage>
}

export type OpenPlace = () => Promise<Place>

/** Ids that begin alike, one of them the beginning of another: whoever compares prefixes falls over them. */
export const idOf = (name: string): string => `AAAAAAAAAAAAAAAAAAAAAAAA${name}`.slice(0, 43)

/** The people of every suite, with names that break careless code. */
export const cast = {
  ada: 'Ada',
  ben: 'Ben',
  benn: 'Chloé',
  dalia: 'דליה \u202e(',
  fox: '🦊👩🏽‍🚀',
} as const
export type Actor = keyof typeof cast
export const actors = Object.keys(cast) as Actor[]

export const userOf = (actor: Actor): string => idOf(actor)
export const deviceOf = (actor: Actor): string => idOf(`${actor}-d`)
export const at = 1_700_000_000_000

/** Makes everybody an account with one device. */
export async function settle(storage: Storage): Promise<void> {
  for (const actor of actors) {
    await storage.apply('account.create', {
      user: userOf(actor),
      kind: 'account',
      handle: { text: actor, skeleton: actor },
      name: cast[actor],
      nameKey: cast[actor].toLowerCase(),
      password: null,
      passkey: null,
      session: { device: deviceOf(actor), name: 'test', refresh: new Uint8Array(32) },
      admittance: { kind: 'import' },
      entryId: idOf(`${actor}-e`),
      at,
    })
  }
}

let notes = 0
export function note(change: MembershipChange) {
  notes += 1
  return { id: idOf(`note-${notes}`), body: JSON.stringify(change) }
}

const joinedNote = (actor: Actor) => note({ v: 1, kind: 'joined', user: userOf(actor) })

/** A room of these people, the first of them its owner. */
export function roomOf(name: string, kind: NewRoom['kind'], people: readonly [Actor, ...Actor[]]): NewRoom {
  const [first] = people
  const isDirect = kind === 'direct'
  return {
    id: idOf(name),
    kind,
    name: isDirect ? '' : name,
    topic: '',
    directKey: isDirect ? people.map(userOf).sort().join(' ') : null,
    by: userOf(first),
    device: deviceOf(first),
    at,
    created: note({ v: 1, kind: 'created' }),
    members: people.map((actor) => ({
      user: userOf(actor),
      role: !isDirect && actor === first ? 'owner' : 'member',
      joined: joinedNote(actor),
    })),
    sealed: null,
    history: 'joined',
    voice: false,
  }
}

/** The same room with a membership log that begins with these lines. */
export const sealed = (room: NewRoom, ...lines: readonly string[]): NewRoom => ({
  ...room,
  sealed: {
    genesis: `how ${room.id} begins`,
    isBegun: false,
    lines: lines.map((body, n) => note({ v: 1, kind: 'line', line: { index: n + 1, body } })),
  },
})

/** Somebody comes into a room, or leaves it. */
export function moves(
  room: string,
  expect: number,
  actor: Actor,
  how: 'joined' | 'left',
  since: 'start' | 'here',
): RoomChange {
  const user = userOf(actor)
  return {
    room: idOf(room),
    expect,
    by: user,
    device: deviceOf(actor),
    at,
    note: note({ v: 1, kind: how, user }),
    index: null,
    standing: { user, role: 'member', state: how, invitedBy: null, since, read: how === 'joined' ? 'here' : 'kept' },
    about: null,
    history: null,
    releasesKey: false,
  }
}

export const message = (room: string, actor: Actor, id: string, body = `says ${id}`): Append => ({
  room: idOf(room),
  id: idOf(id),
  kind: 'message',
  sender: userOf(actor),
  device: deviceOf(actor),
  at,
  body,
})

/** Appends that have to succeed. */
export async function say(storage: Storage, append: Append): Promise<Extract<Appended, { ok: true }>> {
  const done = await storage.apply('entry.append', append)
  if (!done.ok) throw new Error(`refused: ${done.why}`)
  return done
}
