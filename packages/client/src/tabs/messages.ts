import type { ErrorAnswer } from '@parley/protocol'
import type { Deed, TopicName } from '../backend.ts'
import type { DeviceSignal, IncomingMessage, Ruling } from '../client.ts'

/** Something that is watched: a topic, and its room (empty for what is about the whole device). */
export interface Watched {
  readonly topic: TopicName
  readonly room: string
}

/** What windows hear of as it happens. */
export type Heard = 'signal' | 'message' | 'ruling'

/** From a window to whichever engine serves. `tab` names the window. */
export type ToEngine =
  /** Is anybody there? */
  | { readonly to: 'engine'; readonly kind: 'hello'; readonly tab: string }
  | { readonly to: 'engine'; readonly kind: 'run'; readonly tab: string; readonly n: number; readonly deed: Deed }
  | { readonly to: 'engine'; readonly kind: 'watch' | 'unwatch'; readonly tab: string; readonly watched: Watched }
  | { readonly to: 'engine'; readonly kind: 'listen'; readonly tab: string; readonly what: Heard }
  /** A signal has been dealt with, or a listener failed at it. */
  | {
      readonly to: 'engine'
      readonly kind: 'heard'
      readonly tab: string
      readonly n: number
      readonly failed: boolean
    }
  | { readonly to: 'engine'; readonly kind: 'bye'; readonly tab: string }

/** From the engine to one window, or to all. */
export type ToTab =
  /** I serve. Windows that knew another engine say again what they watch and what was not answered. */
  | { readonly to: 'tab'; readonly kind: 'here'; readonly engine: string }
  | {
      readonly to: 'tab'
      readonly kind: 'value'
      readonly tab: string
      readonly watched: Watched
      readonly value: unknown
    }
  | { readonly to: 'tab'; readonly kind: 'done'; readonly tab: string; readonly n: number; readonly output: unknown }
  | {
      readonly to: 'tab'
      readonly kind: 'failed'
      readonly tab: string
      readonly n: number
      readonly error: ErrorAnswer
    }
  | {
      readonly to: 'tab'
      readonly kind: 'signal'
      readonly tab: string
      readonly n: number
      readonly signal: DeviceSignal
    }
  | { readonly to: 'tab'; readonly kind: 'message'; readonly tab: string; readonly message: IncomingMessage }
  | { readonly to: 'tab'; readonly kind: 'ruling'; readonly tab: string; readonly ruling: Ruling }

/** As much of a `BroadcastChannel` as is needed. */
export interface TabChannel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  removeEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** As much of the Web Locks API as is needed. */
export interface Locks {
  request(name: string, options: { readonly signal?: AbortSignal }, held: () => Promise<void>): Promise<unknown>
}

export const watchedKey = ({ topic, room }: Watched): string => `${topic} ${room}`
/** The lock that a window holds as long as it lives. */
export const tabLock = (tab: string): string => `parley-tab-${tab}`

/** The Web Locks of this platform, where there are any. */
export const platformLocks = (): Locks | null => (globalThis.navigator as { locks?: Locks } | undefined)?.locks ?? null
