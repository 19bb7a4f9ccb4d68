import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for a run. @param keep where the histories are to stay afterwards, if anywhere */
export async function runFolder(keep: string | undefined): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'parley-faults-'))
  return {
    path,
    async [Symbol.asyncDispose]() {
      const isHistory = (from: string): boolean => from === path || from.endsWith('.ndjson')
      if (keep !== undefined) await cp(path, keep, { recursive: true, filter: isHistory })
      await rm(path, { recursive: true, force: true })
    },
  }
}
