/**
 * A small store for `useSyncExternalStore`. Values are immutable: a value keeps its identity as long as its content
 * stays the same, and parts that did not change keep theirs.
 */
export interface Readable<T> {
  get(): T
  /** Calls back after each change; the answer ends it. */
  subscribe(listener: () => void): () => void
}

/** A readable whose owner may set it. */
export interface Writable<T> extends Readable<T> {
  set(value: T): void
  update(change: (value: T) => T): void
}

/**
 * A fresh writable. `watched` is told when the first listener comes and when the last one has gone, for values that
 * cost something to keep up to date.
 */
export function writable<T>(first: T, watched: (isWatched: boolean) => void = () => undefined): Writable<T> {
  let value = first
  const listeners = new Set<() => void>()
  const set = (next: T): void => {
    if (Object.is(next, value)) return
    value = next
    for (const listener of [...listeners]) listener()
  }
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(listener) {
      const own = (): void => listener()
      listeners.add(own)
      if (listeners.size === 1) watched(true)
      return () => {
        if (listeners.delete(own) && listeners.size === 0) watched(false)
      }
    },
  }
}

/** Waits until a readable's value passes a test, and answers that value. */
export function until<T, S extends T>(readable: Readable<T>, test: (value: T) => value is S): Promise<S>
export function until<T>(readable: Readable<T>, test: (value: T) => boolean): Promise<T>
export function until<T>(readable: Readable<T>, test: (value: T) => boolean): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>()
  const look = (): boolean => {
    const value = readable.get()
    if (!test(value)) return false
    resolve(value)
    return true
  }
  if (look()) return promise
  const stop = readable.subscribe(() => {
    if (look()) stop()
  })
  return promise
}
