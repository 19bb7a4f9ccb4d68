/** One kind of read or write: what goes in and what comes out. Both must survive a structured clone. */
export interface Exchange<In, Out> {
  readonly in: In
  readonly out: Out
}
