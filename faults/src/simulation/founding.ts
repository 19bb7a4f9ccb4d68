import { type MembershipChange, makeId } from '@parley/protocol'
import type { LocalStore } from '@parley/server/inside'
import type { Chance } from './chance.ts'
import type { Owner } from './device.ts'

export interface SimulatedRoom {
  readonly id: string
  readonly isPublic: boolean
}

export interface Founded {
  /** The first device of each person; the first of them owns every room. */
  readonly owners: readonly Owner[]
  readonly rooms: readonly SimulatedRoom[]
}

const people = ['ada', 'bo', 'cy', 'di']
const plans = [
  { name: 'kitchen', isPublic: true, of: 3 },
  { name: 'hall', isPublic: true, of: 2 },
  { name: 'shed', isPublic: false, of: 3 },
]
const at = 1_700_000_000_000

/** The writes that give somebody one more device. */
export const sessionOf = (device: string, name: string) => ({ device, name, refresh: new Uint8Array(32) })

/** Makes people with a device each, and rooms that some of them are in. */
export function found(store: LocalStore, chance: Chance): Founded {
  const newId = (): string => makeId(at, chance.bytes(10))
  const write = (kind: string, input: unknown): void => {
    const [outcome] = store.commit([[kind, input]])
    if (!outcome || 'error' in outcome) throw new Error(`${kind}: ${JSON.stringify(outcome)}`)
  }
  const note = (change: MembershipChange) => ({ id: newId(), body: JSON.stringify(change) })
  const owners = people.map((handle): Owner => ({ name: `${handle}-1`, user: newId(), device: newId() }))
  for (const [n, { user, device }] of owners.entries()) {
    const handle = people[n] ?? ''
    write('account.create', {
      user,
      kind: 'account',
      handle: { text: handle, skeleton: handle },
      name: handle,
      nameKey: handle,
      password: null,
      passkey: null,
      session: sessionOf(device, handle),
      admittance: { kind: 'import' },
      entryId: newId(),
      at,
    })
  }
  const rooms = plans.map(({ name, isPublic, of }): SimulatedRoom => {
    const id = newId()
    const [ada] = owners as [Owner, ...Owner[]]
    write('room.create', {
      id,
      kind: isPublic ? 'public' : 'private',
      name,
      topic: '',
      directKey: null,
      by: ada.user,
      device: ada.device,
      at,
      created: note({ v: 1, kind: 'created' }),
      members: owners.slice(0, of).map(({ user }, n) => ({
        user,
        role: n === 0 ? 'owner' : 'member',
        joined: note({ v: 1, kind: 'joined', user }),
      })),
      sealed: null,
      history: 'joined',
    })
    return { id, isPublic }
  })
  return { owners, rooms }
}
