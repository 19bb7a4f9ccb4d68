import type { Event } from '@parley/protocol'
import { type Readable, type Writable, writable } from '../readable.ts'

export type Presences = ReadonlyMap<string, 'online' | 'away'>
type Change = Extract<Event, { readonly type: 'user_online' | 'user_offline' | 'user_presence' }>

/** Who is there after an event; the same map if nothing has changed. */
export function afterEvent(before: Presences, event: Change): Presences {
  const state = event.type === 'user_online' ? 'online' : event.type === 'user_offline' ? 'offline' : event.state
  if ((before.get(event.user) ?? 'offline') === state) return before
  const next = new Map(before)
  if (state === 'offline') next.delete(event.user)
  else next.set(event.user, state)
  return next
}

/** Who is online or away. Nothing of it is kept: each connection begins with a snapshot. */
export class Presence {
  readonly #states: Writable<Presences> = writable<Presences>(new Map())

  get states(): Readable<Presences> {
    return this.#states
  }

  snapshot(states: Readonly<Record<string, 'online' | 'away'>>): void {
    this.#states.set(new Map(Object.entries(states)))
  }

  changed(event: Change): void {
    this.#states.update((before) => afterEvent(before, event))
  }

  forget(): void {
    this.#states.set(new Map())
  }
}
