/** How far somebody has come with a new recovery key. */
export type NewKey =
  /** There is one already, which would stop working. */
  | { readonly kind: 'question' }
  | { readonly kind: 'making' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'shown'; readonly key: string }
  /** Asked for its end, to see that it is kept. */
  | { readonly kind: 'asked'; readonly key: string }
  | { readonly kind: 'kept' }
