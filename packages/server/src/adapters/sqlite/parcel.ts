/** How a list crosses between threads: as text where text can carry it, else by structured clone. */
export type Parcel<T> = string | readonly T[]

/** Whether JSON carries a value as it is: no bytes and nothing nested deeper than a row of a table. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined
  if (depth === 0 || ArrayBuffer.isView(value)) return false
  for (const part of Object.values(value)) if (part !== undefined && !isPlain(part, depth - 1)) return false
  return true
}

/** JSON of small objects costs a fraction of their structured clone, which is made of every name of every object. */
export const pack = <T>(list: readonly T[]): Parcel<T> =>
  list.every((item) => isPlain(item, 2)) ? JSON.stringify(list) : list

export const unpack = <T>(parcel: Parcel<T>): readonly T[] =>
  typeof parcel === 'string' ? (JSON.parse(parcel) as readonly T[]) : parcel
