import type { OutputOf } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'

export type ServerInfo = OutputOf<'server.info'>

/** What the server says about itself; asked again until it answers. */
export function useServerInfo(): ServerInfo | undefined {
  const client = useClient()
  const [info, setInfo] = useState<ServerInfo>()
  useEffect(() => {
    let stale = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = () => {
      client.call('server.info', {}).then(
        (answer) => stale || setInfo(answer),
        () => {
          if (!stale) timer = setTimeout(ask, 3000)
        },
      )
    }
    ask()
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [client])
  return info
}
