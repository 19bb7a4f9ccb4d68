import { useClient } from '../../engine/client-context.ts'
import { useRoute } from '../../route/router.ts'
import { usePart } from '../conversation/use-part.ts'

/** How many own messages of the room that stands open wait to be sent. */
export function useWaiting(): number {
  const client = useClient()
  const route = useRoute()
  const { timeline } = client.room(route.page === 'room' ? route.room : '')
  return usePart(timeline, ({ items }) => items.filter(({ delivery }) => delivery.kind === 'sending').length)
}
