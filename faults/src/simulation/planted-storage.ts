import type { Ports, Storage } from '@parley/server'
import type { Appended } from '@parley/server/inside'

export interface Append {
  readonly room: string
  readonly id: string
  readonly device: string
  readonly at: number
}

type AppendTo = (write: Append) => Promise<Appended>

const appendOf = (storage: Storage, write: Append): Promise<Appended> => storage.apply('entry.append', write as never)

const over = (ports: Ports, change: Partial<Pick<Storage, 'read' | 'apply'>>): Ports => {
  const { storage } = ports
  const { epoch } = storage
  const dressed: Storage = {
    epoch,
    read: storage.read,
    apply: storage.apply,
    [Symbol.asyncDispose]: () => storage[Symbol.asyncDispose](),
    ...change,
  }
  return { ...ports, storage: dressed }
}

/** A store that takes entries in another way. */
export function appending(ports: Ports, take: (append: AppendTo, write: Append) => Promise<Appended>): Ports {
  const append: AppendTo = (write) => appendOf(ports.storage, write)
  const apply = (kind: string, write: unknown): Promise<unknown> =>
    kind === 'entry.append'
      ? take(append, write as Append)
      : ports.storage.apply(kind as 'entry.append', write as never)
  return over(ports, { apply: apply as Storage['apply'] })
}

/** A store some of whose answers are others. */
export function answering(ports: Ports, changes: Readonly<Record<string, (out: unknown) => unknown>>): Ports {
  const read = async (kind: string, query: unknown): Promise<unknown> => {
    const out = await ports.storage.read(kind as 'entry.head', query as never)
    const change = changes[kind]
    return change ? change(out) : out
  }
  return over(ports, { read: read as Storage['read'] })
}
