import type { OutputOf } from '@parley/protocol'
import { userName } from './names.ts'

/** Something signed, as the library writes it: `signatures` by user name, then by key id. */
export interface Signed {
  readonly signatures?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** What was signed, by user name, then by device or master key. */
export type SignedObjects = Readonly<Record<string, Readonly<Record<string, Signed>>>>

type Signature = OutputOf<'keys.query'>['users'][number]['signatures'][number]

/** An object with the signatures beside its own that the server keeps for it. */
export function withSignatures(object: Signed, target: string, signatures: readonly Signature[]): Signed {
  const merged: Record<string, Record<string, string>> = structuredClone(object.signatures ?? {}) as never
  for (const { signer, target: of, key, signature } of signatures) {
    if (of !== target) continue
    const name = userName(signer)
    merged[name] = { ...merged[name], [key]: signature }
  }
  return { ...object, signatures: merged }
}
