/** What one node tells the others at once. `n` counts the batches; one that holds nothing repeats the last number. */
export interface Batch {
  readonly from: string
  readonly n: number
  /** Each a topic, a space, and what is said: text without a line break. */
  readonly lines: readonly string[]
}

const head = /^([\w-]+) (\d+)$/

/** A line that says who and how many, and then one for each thing: what is finished text already is not read again. */
export const textOf = ({ from, n, lines }: Batch): string => [`${from} ${n}`, ...lines].join('\n')

/** Null: it is none. */
export function batchOf(text: string): Batch | null {
  const [first = '', ...lines] = text.split('\n')
  const [, from, n] = head.exec(first) ?? []
  return from === undefined ? null : { from, n: Number(n), lines }
}

/** Two texts as one, of which the first is read with its length. */
export const joined = (one: string, other: string): string => `${one.length} ${one}${other}`

export function parted(text: string): readonly [one: string, other: string] {
  const space = text.indexOf(' ')
  const end = space + 1 + Number(text.slice(0, space))
  return [text.slice(space + 1, end), text.slice(end)]
}
