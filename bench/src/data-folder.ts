import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { say } from './report.ts'

const tmpfs = 0x0102_1994

/** A fresh data folder, removed when disposed. */
export async function dataFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  const { type } = await statfs(path)
  if (type === tmpfs) say(`${tmpdir()} is memory: an fsync costs nothing there. Set TMPDIR to a folder on a disk.`)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
