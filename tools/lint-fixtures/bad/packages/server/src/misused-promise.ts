// expect: typescript(no-misused-promises)
import { stat } from 'node:fs/promises'

export function describe(path: string): string {
  if (stat(path)) return 'file'
  return 'folder'
}
