import { useCallback, useEffect, useState } from 'react'
import { errorWords } from '../../engine/error-words.ts'

export type Saving =
  | { readonly kind: 'idle' | 'saving' | 'saved' }
  | { readonly kind: 'failed'; readonly reason: string }

const shown = 2500

/** Runs a change and says how it went; "saved" goes away by itself. */
export function useSaving(): readonly [Saving, (change: () => Promise<unknown>) => Promise<boolean>] {
  const [state, setState] = useState<Saving>({ kind: 'idle' })
  useEffect(() => {
    if (state.kind !== 'saved') return
    const timer = setTimeout(() => setState({ kind: 'idle' }), shown)
    return () => clearTimeout(timer)
  }, [state])
  const run = useCallback(async (change: () => Promise<unknown>) => {
    setState({ kind: 'saving' })
    try {
      await change()
      setState({ kind: 'saved' })
      return true
    } catch (error) {
      setState({ kind: 'failed', reason: errorWords(error) })
      return false
    }
  }, [])
  return [state, run]
}
