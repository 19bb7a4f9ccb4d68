/** Whether the member `m` belongs to the room `r`: who has closed a direct message of two gets its next message. */
export const belongs = (m: string, r: string): string =>
  `(${m}.state IN ('joined', 'invited') OR (${m}.state = 'left' AND ${r}.direct_key IS NOT NULL))`

/** Whether the member `m` is in the room `r`: being invited is not enough. */
export const isIn = (m: string, r: string): string =>
  `(${m}.state = 'joined' OR (${m}.state = 'left' AND ${r}.direct_key IS NOT NULL))`

/** Everybody, as `o`, who stands as `stands` says in a private room or direct message where the user does so, too. */
export const sharersOf = (user: string, stands: (m: string, r: string) => string): string => `
  SELECT o."user" FROM members m JOIN rooms r ON r.n = m.room JOIN members o ON o.room = m.room
  WHERE m."user" = ${user} AND r.kind <> 'public' AND ${stands('m', 'r')} AND ${stands('o', 'r')}`
