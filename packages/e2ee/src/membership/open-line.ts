import type { MasterKey } from './genesis.ts'
import { hashOf } from './hash.ts'
import { Line, type Opened } from './line.ts'
import { provesLink } from './link-proof.ts'

/** What the sealing library answers for one entry of a membership log. */
export interface Unsealed {
  /** The index under which the server keeps it. */
  readonly index: number
  readonly content: unknown
  readonly by: string
  readonly byKey: MasterKey | null
}

/** Makes of an unsealed entry what the fold takes: shape, hash, and whether an `admit` is proven. */
export async function openLine({ index, content, by, byKey }: Unsealed): Promise<Opened> {
  const line = Line.safeParse(content).data ?? null
  if (!line) return { index, hash: '', line, by, byKey, proven: false }
  const { room, change } = line
  const proven =
    change.kind === 'admit' &&
    (await provesLink(change.link, { room, user: change.user, key: change.key }, change.proof))
  // Who says it belongs to what is said: else two people's `join` under one index would look like the same line.
  return { index, hash: await hashOf({ line, by, byKey }), line, by, byKey, proven }
}
