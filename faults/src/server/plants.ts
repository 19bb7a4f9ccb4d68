import type { Ports } from '@parley/server'

type Append = Parameters<Ports['storage']['apply']>[1]
type Dress = (ports: Ports) => Ports

/** Every so many entries something goes wrong. */
const each = 40

/** A store of which some writes are done in another way. */
function storing(ports: Ports, append: (write: Append, n: number) => Promise<unknown>): Ports {
  let n = 0
  const apply = async (kind: string, write: never): Promise<unknown> => {
    if (kind !== 'entry.append') return await ports.storage.apply(kind as 'entry.append', write)
    n += 1
    return await append(write, n)
  }
  return { ...ports, storage: { ...ports.storage, apply: apply as Ports['storage']['apply'] } }
}

/** Defects that a server may have, so that it can be seen whether they are found. */
export const plants = {
  /** It answers before the entry is stored. */
  'ack-before-commit': (ports) => {
    const { storage } = ports
    const heads = new Map<string, number>()
    return storing(ports, async (write) => {
      const { room, at } = write as { room: string; at: number }
      const seq = (heads.get(room) ?? (await storage.read('entry.head', { room }))) + 1
      heads.set(room, seq)
      setTimeout(() => void storage.apply('entry.append', write as never), 200)
      return { ok: true, seq, at, messages: seq, dup: false, closed: false }
    })
  },
  /** A retry is stored as something new. */
  'stored-again': (ports) =>
    storing(ports, async (write, n) => {
      if (n % each === 0) await ports.storage.apply('entry.append', { ...(write as object), device: 'x' } as never)
      return await ports.storage.apply('entry.append', write as never)
    }),
} as const satisfies Readonly<Record<string, Dress>>

export type Plant = keyof typeof plants
