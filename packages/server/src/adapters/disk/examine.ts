import { stat } from 'node:fs/promises'
import { parseKeys } from './keys.ts'
import { requireWritable } from './writable.ts'

/** Whether the file with the keys is there, whole, and nobody else's to read. */
export async function examineKeys(path: string): Promise<string> {
  const file = await stat(path).catch(() => null)
  if (!file) {
    await requireWritable(path)
    return `${path} is not there yet: the first start makes it.`
  }
  const keys = await parseKeys(path)
  if (!keys) throw new Error(`${path} is damaged: restore it from a backup, or remove it to sign everybody out.`)
  if ((file.mode & 0o077) !== 0) throw new Error(`${path} can be read by others: chmod 600 ${path}.`)
  return `${path}; servers of one house need the same (its name is ${keys.signing[0].kid}).`
}
