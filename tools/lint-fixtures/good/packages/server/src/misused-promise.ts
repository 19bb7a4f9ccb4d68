import { stat } from 'node:fs/promises'

export async function describe(path: string): Promise<string> {
  return (await stat(path)).isFile() ? 'file' : 'folder'
}
