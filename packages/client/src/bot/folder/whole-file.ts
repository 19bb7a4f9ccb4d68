import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A rename survives a power cut once its folder has been written. Windows does so by itself, and opens no folders. */
async function settle(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  await using handle = await open(folder, 'r')
  await handle.sync()
}

/** Replaces a file as a whole, for its owner only: after a power cut there is the old one or the new one. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const next = `${path}.new`
  {
    await using handle = await open(next, 'w', 0o600)
    await handle.writeFile(bytes)
    await handle.sync()
  }
  await rename(next, path)
  await settle(dirname(path))
}
