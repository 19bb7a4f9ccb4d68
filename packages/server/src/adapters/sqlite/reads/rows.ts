import type { Entry, EntryKind } from '@parley/protocol'

export type Row = Readonly<Record<string, unknown>>

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
