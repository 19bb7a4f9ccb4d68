import type { OutputOf } from '@parley/protocol'
import { useCallback, useEffect, useState } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { errorWords } from '../../engine/error-words.ts'
import { useReadable } from '../../engine/use-readable.ts'

type Rooms = OutputOf<'rooms.directory'>['rooms']

const pause = 250

interface Directory {
  /** What was found last; undefined as long as nothing has ever come. */
  readonly rooms: Rooms | undefined
  readonly fault: string | undefined
  readonly retry: () => void
}

/** Public rooms whose name contains a text, while it is being typed. */
export function useDirectory(text: string): Directory {
  const client = useClient()
  const live = useReadable(client.connection).kind === 'live'
  const [rooms, setRooms] = useState<Rooms>()
  const [fault, setFault] = useState<string>()
  const [tries, setTries] = useState(0)
  const wanted = text.trim()
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again on each try and with each new connection.
  useEffect(() => {
    let stale = false
    const ask = () => {
      client.call('rooms.directory', { text: wanted }).then(
        (answer) => {
          if (stale) return
          setRooms(answer.rooms)
          setFault(undefined)
        },
        (error: unknown) => stale || setFault(errorWords(error)),
      )
    }
    const timer = setTimeout(ask, wanted === '' ? 0 : pause)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [client, wanted, tries, live])
  const retry = useCallback(() => {
    setFault(undefined)
    setTries((before) => before + 1)
  }, [])
  return { rooms, fault, retry }
}
