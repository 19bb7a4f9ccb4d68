/** What one node tells the others at once. `n` counts the batches; one that holds nothing repeats the last number. */
export interface Batch {
  readonly from: string
  readonly n: number
  /** Each a topic, a space, and what is said. */
  readonly lines: readonly Buffer[]
}

const [space, lineBreak] = [0x20, 0x0a]
const head = /^([\w-]+) (\d+)$/

/** A line in its pieces. What is said must have no line break: JSON has none. Bytes follow the text as they are. */
export const lineOf = (topic: string, text: string, bytes?: Buffer): readonly Buffer[] => {
  const first = Buffer.from(`\n${topic} ${text}`)
  return bytes ? [first, bytes] : [first]
}

/** A line that says who and how many, and then one for each thing: what is finished is not encoded again. */
export const bytesOf = (from: string, n: number, lines: readonly (readonly Buffer[])[]): Buffer =>
  Buffer.concat([Buffer.from(`${from} ${n}`), ...lines.flat()])

/** Null: it is none. */
export function batchOf(bytes: Buffer): Batch | null {
  const lines: Buffer[] = []
  let at = bytes.indexOf(lineBreak)
  const [, from, n] = head.exec(bytes.toString('latin1', 0, at < 0 ? bytes.length : at)) ?? []
  if (from === undefined) return null
  while (at >= 0) {
    const end = bytes.indexOf(lineBreak, at + 1)
    lines.push(bytes.subarray(at + 1, end < 0 ? bytes.length : end))
    at = end
  }
  return { from, n: Number(n), lines }
}

export function topicOf(line: Buffer): readonly [topic: string, said: Buffer] {
  const end = line.indexOf(space)
  return end < 0 ? ['', line] : [line.toString('latin1', 0, end), line.subarray(end + 1)]
}

/** A text that is followed by bytes, and can be told from them. */
export const measured = (text: string): string => `${Buffer.byteLength(text)} ${text}`

export function parted(said: Buffer): readonly [text: string, bytes: Buffer] {
  const start = said.indexOf(space) + 1
  const end = start + Number(said.toString('latin1', 0, Math.max(0, start - 1)))
  return [said.toString('utf8', start, end), said.subarray(end)]
}
