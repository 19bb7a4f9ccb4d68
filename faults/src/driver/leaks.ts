import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canary, marker } from '../client/words.ts'

const files = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))

/** Files of these folders in which something that was sealed can be read. Throws where nothing clear can be either. */
export async function leaks(folders: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  let isSeeing = false
  for (const file of (await Promise.all(folders.map(files))).flat()) {
    // A database removes files of its own while it runs.
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    if (bytes.includes(canary)) found.push(file)
    isSeeing ||= bytes.includes(marker)
  }
  if (!isSeeing) throw new Error(`nothing of what was said in clear was found in ${folders.join(', ')}`)
  return found
}
