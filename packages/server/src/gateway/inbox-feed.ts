import { type InboxEntry, pageEntries } from '@parley/protocol'
import type { Clock } from '../ports/clock.ts'
import type { Storage } from '../ports/storage/storage.ts'
import type { Connection } from './connection.ts'
import { Frame } from './frame.ts'

/** How far a device's inbox was handed on to one connection. What a client is given, it acknowledges with all before it. */
export class InboxFeed {
  /** Last position that was handed on. */
  head = 0
  /** Last position that is known to exist. */
  wanted = 0
  isReading = false

  get isBehind(): boolean {
    return this.wanted > this.head
  }
}

export interface InboxParts {
  readonly storage: Storage
  readonly clock: Clock
}

/** Characters of one page of the inbox, and milliseconds between looks at whether it has gone out. */
const inboxPage = 128 * 1024
const lookEvery = 20

/** A new entry: handed on at once where it is the next one, else with those before it. */
export function growInbox(connection: Connection, entry: InboxEntry, parts: InboxParts): void {
  const { inbox } = connection
  inbox.wanted = Math.max(inbox.wanted, entry.seq)
  if (connection.state.kind !== 'live' || inbox.isReading) return
  if (entry.seq === inbox.head + 1) {
    inbox.head = entry.seq
    connection.push(new Frame({ type: 'inbox', entry }))
  } else catchUpInbox(connection, parts)
}

/** Hands on what is known to be missing. */
export function catchUpInbox(connection: Connection, parts: InboxParts): void {
  const { inbox, state } = connection
  // The store is out of reach: the next turn finds it behind again.
  if (state.kind === 'live' && inbox.isBehind && !inbox.isReading) readInbox(connection, parts).catch(() => undefined)
}

/**
 * Hands on everything after the head. An inbox can hold far more than may wait for a client, so each page goes out
 * before the next is read (C10).
 */
export async function readInbox(connection: Connection, { storage, clock }: InboxParts): Promise<void> {
  const { inbox, actor } = connection
  const page = { device: actor.device, limit: pageEntries, characters: inboxPage }
  inbox.isReading = true
  try {
    let isThrough = false
    while (!isThrough && connection.state.kind !== 'closed') {
      const { wanted } = inbox
      const entries = await storage.read('inbox.after', { ...page, after: inbox.head })
      for (const entry of entries) connection.answer(new Frame({ type: 'inbox', entry }))
      const last = entries.at(-1)
      // What is known to exist and is not there any more has been acknowledged over another connection.
      inbox.head = last?.seq ?? Math.max(inbox.head, wanted)
      if (last) await goneOut(connection, clock)
      isThrough = !last && !inbox.isBehind
    }
  } finally {
    inbox.isReading = false
  }
}

async function goneOut(connection: Connection, clock: Clock): Promise<void> {
  await connection.flushed()
  while (connection.backlog > 0 && connection.state.kind !== 'closed') {
    const pause = Promise.withResolvers<void>()
    clock.after(lookEvery, () => pause.resolve())
    await pause.promise
  }
}
