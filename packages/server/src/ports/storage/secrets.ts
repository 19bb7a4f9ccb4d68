import type { Exchange } from './exchange.ts'

export interface SecretWrites {
  /** Stores a secret in place of the one of that name; null removes that. false: the user has `most` other ones. */
  'secret.put': Exchange<
    { readonly user: string; readonly name: string; readonly body: string | null; readonly most: number },
    boolean
  >
}

export interface SecretReads {
  'secret.get': Exchange<{ readonly user: string; readonly name: string }, string | null>
}
