import type { CommandName, InputOf, OutputOf } from '@parley/protocol'

/** The commands of the key service that sealing needs. */
export type KeyCommand = Extract<
  CommandName,
  | 'keys.publish'
  | 'keys.identity'
  | 'keys.sign'
  | 'keys.query'
  | 'keys.claim'
  | 'inbox.send'
  | 'backups.current'
  | 'backups.create'
  | 'backups.put'
  | 'backups.get'
>

/** Carries a command to the server and its answer back; this package sends nothing itself. Rejects when it cannot. */
export type Courier = <N extends KeyCommand>(command: N, input: InputOf<N>) => Promise<OutputOf<N>>
