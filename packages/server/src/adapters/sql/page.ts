/** Rows until a page is full: so many of them, or about so many characters, but at least one row. */
export function pageOf<R>(
  rows: Iterable<R>,
  limit: number,
  characters: number,
  length: (row: R) => number,
): { readonly page: R[]; readonly more: boolean } {
  const page: R[] = []
  let long = 0
  for (const row of rows) {
    if (page.length >= limit || long >= characters) return { page, more: true }
    page.push(row)
    long += length(row)
  }
  return { page, more: false }
}
