import type { CallInfo } from '@parley/protocol'
import { type Readable, type Writable, writable } from '../readable.ts'
import { share } from '../share.ts'

/** Calls after news of one: one per room, the last one that ended stays until another begins there. */
export function afterCall(before: readonly CallInfo[], call: CallInfo): readonly CallInfo[] {
  const known = before.find(({ id }) => id === call.id)
  const others = before.filter(({ id, room, state }) => id !== call.id && !(room === call.room && state === 'ended'))
  return known?.state === 'ended' ? before : share(before, [...others, call])
}

/** The calls of my rooms. */
export class Calls {
  readonly #calls: Writable<readonly CallInfo[]> = writable<readonly CallInfo[]>([])

  get all(): Readable<readonly CallInfo[]> {
    return this.#calls
  }

  snapshot(calls: readonly CallInfo[]): void {
    this.#calls.update((before) => share(before, calls))
  }

  changed(call: CallInfo): void {
    this.#calls.update((before) => afterCall(before, call))
  }

  forget(): void {
    this.#calls.set([])
  }
}
