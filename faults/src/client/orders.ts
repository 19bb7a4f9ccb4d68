import type { Client } from '@parley/client'

type RoomChange = Parameters<ReturnType<Client['room']>['change']>[0]

/** What a driver asks of a process of clients. Each is answered with the same number. */
export type Order =
  /** Signs people in. Answers who they are. */
  | { readonly do: 'come'; readonly url: string; readonly people: readonly Comer[] }
  /** Each of these devices joins these public rooms where it is not in them yet, and notes what they show. */
  | { readonly do: 'watch'; readonly seats: Readonly<Record<string, readonly string[]>> }
  /** Makes a private room, which is sealed. Answers its id. */
  | { readonly do: 'found'; readonly dev: string; readonly name: string }
  /** Changes a room, as often as it takes until the server says that it did or that it will not. */
  | { readonly do: 'change'; readonly dev: string; readonly room: string; readonly change: RoomChange }
  /** Waits for an invitation into a private room, accepts it, and notes what it shows. */
  | { readonly do: 'enter'; readonly dev: string; readonly room: string }
  /** Waits until this device is in a room no more. */
  | { readonly do: 'leave'; readonly dev: string; readonly room: string }
  /** How far a room has come, by the word of the server to one of its members. */
  | { readonly do: 'head'; readonly dev: string; readonly room: string }
  /** Writes one message. */
  | { readonly do: 'say'; readonly dev: string; readonly room: string }
  /** Each device writes so many messages, into its rooms by turns, one every `pause` milliseconds or so. */
  | { readonly do: 'talk'; readonly many: number; readonly pause: number }
  /** Waits until everything that was written stands in its log, or was refused. */
  | { readonly do: 'settle' }
  /** Waits until each device shows its rooms up to their heads, and notes all that it shows. */
  | {
      readonly do: 'finish'
      readonly seats: Readonly<Record<string, readonly string[]>>
      readonly heads: Readonly<Record<string, number>>
    }
  | { readonly do: 'go' }

/** Somebody who takes part: name of the device in the history, and their account. */
export interface Comer {
  readonly dev: string
  readonly handle: string
  /** Signs in as another device of the account that is there. */
  readonly isKnown?: boolean
}

/** Who somebody is whom the server has let in. */
export interface Arrived {
  readonly dev: string
  readonly user: string
}

export interface Asked {
  readonly n: number
  readonly order: Order
}
export interface Answered {
  readonly n: number
  /** null: it is done. */
  readonly fault: string | null
  readonly value: unknown
}
