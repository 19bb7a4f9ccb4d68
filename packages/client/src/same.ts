/** The old list, if the new one holds the same things in the same order. */
export const sameList = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  before.length === after.length && after.every((item, at) => Object.is(item, before[at])) ? before : after
