import { createHash, randomBytes } from 'node:crypto'
import { makeId } from '@parley/protocol'
import { openSqliteStorage, type Storage } from '@parley/server'

/** Somebody who is signed in on one device. */
export interface Person {
  readonly user: string
  readonly device: string
}

export interface Room {
  readonly id: string
  readonly members: readonly Person[]
}

/** A fresh id (UUIDv7). */
export const newId = (): string => makeId(Date.now(), randomBytes(10))

export const newPerson = (): Person => ({ user: newId(), device: newId() })

export const newRoom = (members: readonly Person[]): Room => ({ id: newId(), members })

async function putPerson(storage: Storage, { user, device }: Person, at: number): Promise<void> {
  const name = `person-${at}`
  const session = { device, name: 'bench', refresh: createHash('sha256').update(device).digest() }
  const handle = { text: name, skeleton: name }
  const sealed = { password: null, passkey: null, session, admittance: { kind: 'import' } } as const
  const account = {
    user,
    kind: 'account',
    handle,
    name,
    nameKey: name,
    ...sealed,
    entryId: newId(),
    at: Date.now(),
  } as const
  const done = await storage.apply('account.create', account)
  if (!done.ok) throw new Error(done.why)
}

async function putRoom(storage: Storage, { id, members }: Room): Promise<void> {
  const [first] = members
  if (!first) return
  const note = (change: object) => ({ id: newId(), body: JSON.stringify({ v: 1, ...change }) })
  await storage.apply('room.create', {
    id,
    kind: 'private',
    name: '',
    topic: '',
    directKey: null,
    by: first.user,
    device: first.device,
    at: Date.now(),
    created: note({ kind: 'created' }),
    members: members.map(({ user }, rank) => ({
      user,
      role: rank === 0 ? 'owner' : 'member',
      joined: note({ kind: 'joined', user }),
    })),
    sealed: { genesis: `how ${id} begins`, isBegun: false, lines: [] },
    history: 'joined',
  })
}

/**
 * Writes people who are signed in, and their rooms, into a fresh data folder: two thousand accounts made through the
 * door would spend minutes in Argon2id. From there on they enter by the door like everybody.
 */
export async function seed(data: string, people: readonly Person[], rooms: readonly Room[]): Promise<void> {
  const storage = await openStorage(data)
  await Promise.all(people.map((person, at) => putPerson(storage, person, at)))
  await Promise.all(rooms.map((room) => putRoom(storage, room)))
  await storage[Symbol.asyncDispose]()
}

/** The server's own storage over a data folder. */
export function openStorage(data: string): Promise<Storage> {
  const died = (error: Error): void => {
    throw error
  }
  return openSqliteStorage({ folder: data, freshEpoch: newId(), died })
}
