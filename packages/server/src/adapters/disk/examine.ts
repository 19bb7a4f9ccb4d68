import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseKeys } from './keys.ts'

/** The nearest folder above a path that exists, since a first start makes those below it. */
async function standing(path: string): Promise<string> {
  const folder = dirname(path)
  return (await stat(folder).catch(() => null)) || folder === path ? folder : await standing(folder)
}

/** Throws where a server could not make a file. */
export async function requireWritable(path: string): Promise<void> {
  const folder = await standing(path)
  try {
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Error(`${folder} cannot be written: give it to the user that Parley runs as.`, { cause })
  }
}

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
