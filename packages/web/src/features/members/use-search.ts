import type { Profile } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'

const pause = 250

/** What a search has found; `text` is what it was for. */
export interface Found {
  readonly text: string
  readonly users: readonly Profile[]
}

/** Looks for people of this server while their name is being typed. */
export function useSearch(text: string): Found | null {
  const client = useClient()
  const [found, setFound] = useState<Found | null>(null)
  const wanted = text.trim()
  useEffect(() => {
    if (wanted === '') return setFound(null)
    let stale = false
    const timer = setTimeout(() => {
      client.call('users.search', { text: wanted }).then(
        ({ users }) => stale || setFound({ text: wanted, users }),
        () => undefined,
      )
    }, pause)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [client, wanted])
  return found
}
