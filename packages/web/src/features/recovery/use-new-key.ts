import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import type { NewKey } from './new-key.ts'

interface Making {
  readonly state: NewKey
  readonly go: (next: NewKey) => void
  readonly make: () => void
}

/** A recovery key that is made while a window stands open: at once, or after a question where there is one already. */
export function useNewKey(open: boolean): Making {
  const client = useClient()
  const [state, go] = useState<NewKey>({ kind: 'making' })
  const wasOpen = useRef(false)
  const turn = useRef(0)

  const make = useCallback(async () => {
    turn.current += 1
    const mine = turn.current
    go({ kind: 'making' })
    const next = await client.makeRecoveryKey().then(
      (key): NewKey => ({ kind: 'shown', key }),
      (error: unknown): NewKey => ({ kind: 'failed', reason: errorWords(error) }),
    )
    // Of two keys only the later one works.
    if (mine === turn.current) go(next)
  }, [client])

  useEffect(() => {
    if (open === wasOpen.current) return
    wasOpen.current = open
    if (!open) return
    const keyring = client.keyring.get()
    if (keyring.kind === 'ready' && keyring.recovery) go({ kind: 'question' })
    else void make()
  }, [open, client, make])
  return { state, go, make: () => void make() }
}
