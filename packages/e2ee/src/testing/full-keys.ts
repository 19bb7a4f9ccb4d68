type Ended = IDBTransaction & { _abort(why: string): void }

/** A place for keys that can be filled. */
export interface FullKeys extends Disposable {
  isFull: boolean
  /** How often something was not kept. */
  readonly refused: number
}

/** @param isOurs whether a database lies in this place; its library says itself when it wants to keep something. */
export function fullKeys(isOurs: (database: string) => boolean): FullKeys {
  const { put } = IDBObjectStore.prototype
  const { commit } = IDBTransaction.prototype
  const tooMuch = new WeakSet<IDBTransaction>()
  let refused = 0
  const keys: FullKeys = {
    isFull: false,
    get refused() {
      return refused
    },
    [Symbol.dispose]() {
      IDBObjectStore.prototype.put = put
      IDBTransaction.prototype.commit = commit
    },
  }
  IDBObjectStore.prototype.put = function (...input) {
    if (keys.isFull && isOurs(this.transaction.db.name)) tooMuch.add(this.transaction)
    return put.apply(this, input)
  }
  // As browsers do it: only when what was put is to be kept there turns out to be no room, and all of it is undone.
  IDBTransaction.prototype.commit = function () {
    if (!tooMuch.has(this)) return commit.call(this)
    refused += 1
    queueMicrotask(() => (this as Ended)._abort('QuotaExceededError'))
  }
  return keys
}
