import { createHash } from 'node:crypto'
import { openPostgresStorage, openSqliteStorage, type Storage } from '@parley/server'
import { each } from './each.ts'
import { newId } from './id.ts'
import { body } from './message.ts'

/** Writes under way at a time: what a store takes without answering that it is busy. */
const atOnce = 512

/** Somebody who is signed in on one device. */
export interface Person {
  readonly user: string
  readonly device: string
}

export interface Room {
  readonly id: string
  readonly members: readonly Person[]
  /** Everybody's, and not sealed. */
  readonly isPublic?: boolean
}

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

async function putRoom(storage: Storage, { id, members, isPublic = false }: Room): Promise<void> {
  const [first] = members
  if (!first) return
  const note = (change: object) => ({ id: newId(), body: JSON.stringify({ v: 1, ...change }) })
  await storage.apply('room.create', {
    id,
    kind: isPublic ? 'public' : 'private',
    name: isPublic ? `Room ${id}` : '',
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
    sealed: isPublic ? null : { genesis: `how ${id} begins`, isBegun: false, lines: [] },
    history: 'joined',
    voice: false,
  })
}

/**
 * Writes people who are signed in, and their rooms, into a fresh data folder: two thousand accounts made through the
 * door would spend minutes in Argon2id. From there on they enter by the door like everybody.
 */
export async function seed(
  data: string,
  people: readonly Person[],
  rooms: readonly Room[],
  database: string | null = null,
): Promise<void> {
  const storage = await openStorage(data, database)
  await each(people, atOnce, (person, at) => putPerson(storage, person, at))
  await each(rooms, atOnce, (room) => putRoom(storage, room))
  await storage[Symbol.asyncDispose]()
}

/** The server's own storage over a data folder, or over a PostgreSQL database. */
export function openStorage(data: string, database: string | null = null): Promise<Storage> {
  const died = (error: Error): void => {
    throw error
  }
  const freshEpoch = newId()
  return database === null
    ? openSqliteStorage({ folder: data, freshEpoch, died })
    : openPostgresStorage({ url: database, freshEpoch, died })
}

/** Writes so many messages into each of the rooms. */
export async function write(
  data: string,
  places: readonly { readonly size: number; readonly rooms: readonly Room[] }[],
): Promise<void> {
  const storage = await openStorage(data)
  for (const { size, rooms } of places) {
    for (const { id, members } of rooms) {
      const [person] = members
      if (!person) continue
      const sent = {
        room: id,
        kind: 'message',
        sender: person.user,
        device: person.device,
        at: Date.now(),
        body,
      } as const
      await each(Array.from({ length: size }), atOnce, () => storage.apply('entry.append', { ...sent, id: newId() }))
    }
  }
  await storage[Symbol.asyncDispose]()
}
