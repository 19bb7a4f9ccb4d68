import { useEffect, useState, useSyncExternalStore } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { type Trouble, troubleOf } from './trouble.ts'

const worthAWord = 1500

function followNetwork(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** What is wrong with the connection now, or nothing. */
export function useTrouble(): Trouble | null {
  const client = useClient()
  const connection = useReadable(client.connection)
  const isOnline = useSyncExternalStore(followNetwork, () => navigator.onLine)
  const [isLong, setLong] = useState(false)
  const isConnecting = connection.kind === 'connecting'
  useEffect(() => {
    if (!isConnecting) return setLong(false)
    const timer = setTimeout(() => setLong(true), worthAWord)
    return () => clearTimeout(timer)
  }, [isConnecting])
  return troubleOf(connection, isOnline, isLong && isConnecting)
}
