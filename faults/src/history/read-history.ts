import { createReadStream } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Line } from './line.ts'

/** Whether the last row of a file has come to its end. */
async function isEnded(path: string): Promise<boolean> {
  await using file = await open(path)
  const { size } = await file.stat()
  const { buffer } = await file.read(Buffer.alloc(1), { position: Math.max(0, size - 1) })
  return buffer.toString() === '\n'
}

/**
 * The lines of one file, read row by row: a long run writes more than one string can hold. The last row may be cut off
 * where its writer was killed; any other has to be whole.
 */
async function linesOf(folder: string, name: string): Promise<readonly Line[]> {
  const path = join(folder, name)
  const lines: Line[] = []
  let fault: unknown = null
  for await (const row of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (fault !== null) throw fault
    try {
      lines.push(Line.parse(JSON.parse(row)))
    } catch (error) {
      fault = error
    }
  }
  if (fault !== null && (await isEnded(path))) throw fault
  if (fault !== null) process.stderr.write(`${name}: the last line is cut off\n`)
  return lines
}

/** All histories in a folder (`*.ndjson`), in the order of time. */
export async function readHistory(folder: string): Promise<readonly Line[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson'))
  const files = await Promise.all(names.map((name) => linesOf(folder, name)))
  return files.flat().toSorted((a, b) => a.t - b.t)
}
