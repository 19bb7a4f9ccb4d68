/**
 * Rows of `rows`, which yields them in the order of `order`, up to the one at which about `characters` are reached, and
 * one more that says that there is more. Characters are counted in `column`, never too many of them: an exact reader of
 * pages comes after.
 */
export const paged = (rows: string, column: string, order: string, characters: string): string => `
  SELECT * FROM (
    SELECT *, sum(length(${column})) OVER (ORDER BY ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND 2 PRECEDING) AS before
    FROM (${rows}) AS page) AS measured
  WHERE before IS NULL OR before < ${characters}::int8 ORDER BY ${order}`
