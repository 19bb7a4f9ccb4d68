import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

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
