import type { Client } from '@parley/client'
import type { OutputOf } from '@parley/protocol'
import { useEffect } from 'react'
import { cell, useCell } from '../../design/cell.ts'
import { useClient } from '../../engine/client-context.ts'

export type ServerInfo = OutputOf<'server.info'>

const known = cell<ServerInfo | undefined>(undefined)
const pause = 3000

/** Asks the server about itself, now. */
export async function refreshServerInfo(client: Client): Promise<void> {
  known.set(await client.call('server.info', {}))
}

/** What the server says about itself; asked again until it answers. */
export function useServerInfo(): ServerInfo | undefined {
  const client = useClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let stale = false
    const ask = () => {
      refreshServerInfo(client).catch(() => {
        if (!stale) timer = setTimeout(ask, pause)
      })
    }
    ask()
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [client])
  return useCell(known)
}
