import { rm } from 'node:fs/promises'

export async function clear(path: string): Promise<void> {
  await rm(path)
}
