import type { PoolClient } from 'pg'
import type { Append, Appended } from '../../ports/storage/entries.ts'
import { type Batch, isTrouble, type Outcome } from '../sql/outcome.ts'
import { dbOver } from './db.ts'
import { causeOf, failureOf, isCollision, isOfOne, Unreachable } from './failure.ts'
import { statement } from './statement.ts'
import type { Transaction } from './transaction.ts'
import { appendAll } from './writes/entries.ts'
import { writers } from './writes/index.ts'
import { openRoomLog } from './writes/room-log.ts'

const begin = statement('BEGIN')
const end = statement('COMMIT')
const undo = statement('ROLLBACK')

const run = writers as unknown as Readonly<
  Record<string, (transaction: Transaction, write: unknown) => Promise<unknown>>
>

/** The rooms that writes name: locked first and together. */
const named = (batch: Batch): string[] =>
  batch.flatMap(([kind, write]) => {
    const room = kind === 'room.create' ? undefined : (write as { readonly room?: unknown }).room
    return typeof room === 'string' ? [room] : []
  })

/** Entries that follow each other go together, everything else one by one, all in their order. */
async function perform(transaction: Transaction, batch: Batch): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let appends: Append[] = []
  async function appendThem(): Promise<void> {
    const done: readonly Appended[] = appends.length === 0 ? [] : await appendAll(transaction, appends)
    appends = []
    for (const out of done) outcomes.push({ out })
  }
  for (const [kind, write] of batch) {
    if (kind === 'entry.append') {
      appends.push(write as Append)
      continue
    }
    await appendThem()
    outcomes.push({ out: await run[kind]?.(transaction, write) })
  }
  await appendThem()
  return outcomes
}

/** All of them in one transaction, or none. `sent`: called before the commit is. */
async function transact(client: PoolClient, batch: Batch, sent: () => void): Promise<Outcome[]> {
  const db = dbOver(client)
  const log = openRoomLog(db)
  const pending: Promise<unknown>[] = []
  const later = (change: Promise<unknown>): void => {
    change.catch(() => undefined)
    pending.push(change)
  }
  // Nothing waits for an answer that it does not need: the connection keeps the order.
  later(db.run(begin))
  later(log.hold(named(batch)))
  try {
    const outcomes = await perform({ db, log, later }, batch)
    sent()
    await Promise.all([...pending, db.run(end)])
    return outcomes
  } catch (error) {
    throw await causeOf(error, pending)
  }
}

type Connect = () => Promise<PoolClient>

/** After a fault of a write the connection is as good as before; after anything else nobody knows. */
async function giveBack(client: PoolClient, error: unknown): Promise<void> {
  if (!isOfOne(error)) return client.release(true)
  try {
    await dbOver(client).run(undo)
    client.release()
  } catch {
    client.release(true)
  }
}

/** One try on a connection. Where that was lost before the commit was sent, nothing was stored: once more on another. */
async function attempt(connect: Connect, batch: Batch, isAgain = false): Promise<Outcome[]> {
  const client = await connect()
  let isSent = false
  try {
    const outcomes = await transact(client, batch, () => {
      isSent = true
    })
    client.release()
    return outcomes
  } catch (error) {
    await giveBack(client, error)
    if (isAgain || isSent || !(error instanceof Unreachable && error.isLost)) throw error
    return await attempt(connect, batch, true)
  }
}

const triesMost = 3

/** Again where another node was in the way: the same writes may succeed now. */
async function persist(connect: Connect, batch: Batch, tries: number): Promise<Outcome[]> {
  try {
    return await attempt(connect, batch)
  } catch (error) {
    if (tries === 1 || !isCollision(error)) throw error
    return await persist(connect, batch, tries - 1)
  }
}

async function single(connect: Connect, item: Batch[number]): Promise<Outcome> {
  try {
    const [outcome] = await persist(connect, [item], triesMost)
    return outcome ?? { error: 'internal', reason: 'no outcome' }
  } catch (error) {
    return failureOf(error)
  }
}

/** Each alone. What comes behind one that the database did not take must not overtake its next try (C5). */
async function oneByOne(connect: Connect, batch: Batch): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const item of batch) outcomes.push(outcomes.find(isTrouble) ?? (await single(connect, item)))
  return outcomes
}

/**
 * One commit for all; if one write breaks it, each alone, so that one bad write harms no other. A database that cannot
 * be reached, or is full, is so for all of them.
 */
export async function commit(connect: Connect, batch: Batch): Promise<readonly Outcome[]> {
  try {
    return await persist(connect, batch, 2)
  } catch (error) {
    return isOfOne(error) ? await oneByOne(connect, batch) : batch.map(() => failureOf(error))
  }
}
