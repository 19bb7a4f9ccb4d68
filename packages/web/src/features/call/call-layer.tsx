import { useEffect } from 'react'
import { useCell } from '../../design/cell.ts'
import { useClient } from '../../engine/client-context.ts'
import { usePart } from '../conversation/use-part.ts'
import { loadCalls, loaded } from './load.ts'
import { wakeAtGesture } from './sounds/audio.ts'
import { wish } from './wish.ts'

/** Everything about calls that stands over the page. It fetches itself when something rings, runs or is asked for. */
export function CallLayer() {
  const client = useClient()
  const isNeeded = usePart(client.calls, (calls) => calls.some(({ state }) => state !== 'ended'))
  const isWished = useCell(wish) !== null
  const parts = useCell(loaded)
  useEffect(() => {
    if (isNeeded || isWished) loadCalls()
  }, [isNeeded, isWished])
  useEffect(wakeAtGesture, [])
  return parts === null ? null : <parts.CallOverlay />
}
