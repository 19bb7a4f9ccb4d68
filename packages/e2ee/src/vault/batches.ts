/** How many go into one command at most, and how many characters of JSON: a frame has 64 KiB, its envelope included. */
export interface Room {
  readonly count: number
  readonly characters: number
}

/** Cuts a list so that each part fits one command; what is too large by itself goes alone. */
export function batches<T>(all: readonly T[], { count, characters }: Room): readonly (readonly T[])[] {
  const parts: T[][] = []
  let size = 0
  for (const one of all) {
    const more = JSON.stringify(one).length + 1
    const last = parts.at(-1)
    if (last && last.length < count && size + more <= characters) {
      last.push(one)
      size += more
    } else {
      parts.push([one])
      size = more
    }
  }
  return parts
}
