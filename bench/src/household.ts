import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeId } from '@parley/protocol'
import { openSqliteStorage } from '@parley/server'

/** Somebody whose session is in the data folder, and the refresh token that opens it. */
export interface Person {
  readonly user: string
  readonly device: string
  readonly refresh: string
}

export interface Room {
  readonly id: string
  readonly members: readonly Person[]
}

/** A fresh id (UUIDv7). */
export const newId = (): string => makeId(Date.now(), randomBytes(10))

export const newPerson = (): Person => ({ user: newId(), device: newId(), refresh: randomBytes(32).toString('base64url') })

export const newRoom = (members: readonly Person[]): Room => ({ id: newId(), members })

function put(db: DatabaseSync, people: readonly Person[], rooms: readonly Room[]): void {
  const now = Date.now()
  const user = db.prepare("INSERT INTO users(id, handle, skeleton, name, kind, created_at) VALUES (?, ?, ?, ?, 'account', ?)")
  const session = db.prepare(
    'INSERT INTO sessions(device, user, name, created_at, seen_at, refresh, rotated_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const room = db.prepare("INSERT INTO rooms(id, kind, name, topic, members, created_at) VALUES (?, 'private', ?, '', ?, ?)")
  const member = db.prepare("INSERT INTO members(room, user, role, state, since) VALUES (?, ?, 'member', 'joined', 1)")
  for (const [at, person] of people.entries()) {
    user.run(person.user, `person${at}`, `person${at}`, `Person ${at}`, now)
    session.run(person.device, person.user, 'bench', now, now, createHash('sha256').update(person.refresh).digest(), now)
  }
  for (const [at, { id, members }] of rooms.entries()) {
    const n = room.run(id, `Room ${at}`, members.length, now).lastInsertRowid
    for (const { user: one } of members) member.run(n, one)
  }
}

/**
 * Writes people with sessions, and rooms with members, into a fresh data folder: two thousand accounts made through
 * the door would spend minutes in Argon2id. From there on they enter by the door like everybody.
 */
export async function seed(data: string, people: readonly Person[], rooms: readonly Room[]): Promise<void> {
  const storage = await openSqliteStorage({ folder: data, freshEpoch: newId(), died: (error) => Promise.reject(error) })
  await storage[Symbol.asyncDispose]()
  const db = new DatabaseSync(join(data, 'parley.db'))
  db.exec('BEGIN')
  put(db, people, rooms)
  db.exec('COMMIT')
  db.close()
}
