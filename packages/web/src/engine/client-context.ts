import type { Client } from '@parley/client'
import { createContext, useContext } from 'react'

export const ClientContext = createContext<Client | null>(null)

/** The client of this window. */
export function useClient(): Client {
  const client = useContext(ClientContext)
  if (client === null) throw new Error('This part stands inside a ClientContext.')
  return client
}
