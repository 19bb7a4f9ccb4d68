import { cell } from '../../design/cell.ts'

export type CallParts = typeof import('./parts.ts')

/** The parts of calls once they are here; they come in a chunk of their own. */
export const loaded = cell<CallParts | null>(null)

let loading: Promise<void> | null = null

async function load(): Promise<void> {
  try {
    loaded.set(await import('./parts.ts'))
  } catch {
    // The next ring or press tries again.
    loading = null
  }
}

/** Fetches the parts, once. */
export function loadCalls(): void {
  loading ??= load()
}
