import { cell } from '../../design/cell.ts'

export type CallParts = typeof import('./parts.ts')

/** The parts of calls once they are here; they come in a chunk of their own. */
export const loaded = cell<CallParts | null>(null)

let isLoading = false

/** Fetches the parts, once. */
export function loadCalls(): void {
  if (isLoading) return
  isLoading = true
  import('./parts.ts').then(
    (parts) => loaded.set(parts),
    () => {
      // The next ring or press tries again.
      isLoading = false
    },
  )
}
