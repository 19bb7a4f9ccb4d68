// expect: typescript(no-floating-promises)
import { rm } from 'node:fs/promises'

export function clear(path: string): void {
  rm(path)
}
