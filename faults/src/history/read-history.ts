import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Line } from './line.ts'

/** The lines of one file. The last one may be cut off where its writer was killed; any other has to be whole. */
function linesOf(name: string, text: string): readonly Line[] {
  const rows = text.split('\n')
  const cut = rows.pop()
  if (cut !== '' && cut !== undefined) process.stderr.write(`${name}: the last line is cut off\n`)
  return rows.map((row) => Line.parse(JSON.parse(row)))
}

/** All histories in a folder (`*.ndjson`), in the order of time. */
export async function readHistory(folder: string): Promise<readonly Line[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson'))
  const files = await Promise.all(names.map(async (name) => linesOf(name, await readFile(join(folder, name), 'utf8'))))
  return files.flat().toSorted((a, b) => a.t - b.t)
}
