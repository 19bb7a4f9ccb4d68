import type { Entry, EntryKind, Profile } from '@parley/protocol'

export type Row = Readonly<Record<string, unknown>>

/** A truth value as each engine says it. */
export const isYes = (value: unknown): boolean => value === true || value === 1

export const entryColumns = 'seq, id, kind, sender, device, at, messages, body'

export const entryOf = (row: Row): Entry => ({
  seq: row['seq'] as number,
  id: row['id'] as string,
  kind: row['kind'] as EntryKind,
  sender: row['sender'] as string,
  device: row['device'] as string,
  at: row['at'] as number,
  messages: row['messages'] as number,
  body: row['body'] as string,
})

export const profileOf = (row: Row): Profile => ({
  id: row['id'] as string,
  handle: row['handle'] as string | null,
  name: row['name'] as string,
  kind: row['kind'] as Profile['kind'],
})

export const userOf = (row: Row): string => row['user'] as string
