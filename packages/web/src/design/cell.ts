import { useSyncExternalStore } from 'react'

/** A value outside React that parts of the page can follow. */
export interface Cell<Value> {
  get(): Value
  set(next: Value): void
  subscribe(listener: () => void): () => void
}

/** Makes a cell with its first value. */
export function cell<Value>(value: Value): Cell<Value> {
  const listeners = new Set<() => void>()
  let current = value
  return {
    get: () => current,
    set(next) {
      current = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The value of a cell; renders again when it changes. */
export function useCell<Value>(from: Cell<Value>): Value {
  return useSyncExternalStore(from.subscribe, from.get)
}
