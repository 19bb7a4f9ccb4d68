import type { Storage } from '@parley/server'
import { type LocalStore, openLocalStore } from '@parley/server/inside'

type Name = { readonly name: string }

/** The one store of all nodes, and an older copy of it that can be put back. */
export class Shelf {
  readonly store: LocalStore
  #hasCopy = false

  constructor(epoch: string) {
    this.store = openLocalStore(epoch)
    this.store.db.exec("ATTACH ':memory:' AS copy")
  }

  /** The store as it is, without the way to it. */
  get readable(): Storage {
    const { store } = this
    return {
      epoch: store.epoch,
      read: async (kind, query) => store.read(kind, query) as never,
      apply: () => Promise.reject(new Error('it is only read')),
      async [Symbol.asyncDispose]() {},
    }
  }

  get hasCopy(): boolean {
    return this.#hasCopy
  }

  copy(): void {
    for (const { name } of this.#tables())
      this.store.db.exec(
        `DROP TABLE IF EXISTS copy."${name}"; CREATE TABLE copy."${name}" AS SELECT * FROM main."${name}"`,
      )
    this.#hasCopy = true
  }

  /** Puts the copy back, as another incarnation (C9). Answers how far each room had come in it. */
  restore(epoch: string): ReadonlyMap<string, number> {
    const { db } = this.store
    db.exec('PRAGMA foreign_keys = OFF; BEGIN')
    for (const { name } of this.#tables())
      db.exec(`DELETE FROM main."${name}"; INSERT INTO main."${name}" SELECT * FROM copy."${name}"`)
    db.prepare("UPDATE meta SET value = ? WHERE key = 'epoch'").run(epoch)
    db.exec('COMMIT; PRAGMA foreign_keys = ON')
    this.store.forget()
    this.#hasCopy = false
    const rooms = db.prepare('SELECT id, last_seq FROM rooms').all() as { id: string; last_seq: number }[]
    return new Map(rooms.map(({ id, last_seq: head }) => [id, head]))
  }

  #tables(): readonly Name[] {
    return this.store.db
      .prepare("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
      .all() as unknown as Name[]
  }
}
