import type { RoomHandle } from '@parley/client'
import { usePart } from './use-part.ts'

/** Whether nobody has written anything here yet, as far as is loaded. */
export function useIsEmpty(handle: RoomHandle): boolean {
  return usePart(handle.timeline, ({ items, hasBefore, loading }) => {
    if (loading === 'opening' || hasBefore || items.length === 0) return false
    return items.every(({ content }) => content.kind === 'membership')
  })
}
