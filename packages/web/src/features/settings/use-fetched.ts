import { useCallback, useEffect, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useReadable } from '../../engine/use-readable.ts'

interface Fetched<T> {
  readonly value: T | undefined
  readonly fault: string | undefined
  readonly again: () => void
}

/** Something that the server is asked for: when the part shows, on request, and with each new connection. */
export function useFetched<T>(ask: () => Promise<T>): Fetched<T> {
  const live = useReadable(useClient().connection).kind === 'live'
  const [value, setValue] = useState<T>()
  const [fault, setFault] = useState<string>()
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is written in place; the turn says when to ask.
  useEffect(() => {
    let stale = false
    ask().then(
      (answer) => {
        if (stale) return
        setValue(() => answer)
        setFault(undefined)
      },
      (error: unknown) => stale || setFault(errorWords(error)),
    )
    return () => {
      stale = true
    }
  }, [turn, live])
  const again = useCallback(() => setTurn((before) => before + 1), [])
  return { value, fault, again }
}
