import { useEffect } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import type { Route } from '../../route/route.ts'
import { useRoute } from '../../route/router.ts'
import { t } from '../../texts/text.ts'

function nameOf(route: Route, roomNamed: (id: string) => string | undefined): string | undefined {
  switch (route.page) {
    case 'room':
      return roomNamed(route.room)
    case 'directory':
      return t('rooms.browse')
    case 'settings':
      return t('settings.title')
    default:
      return undefined
  }
}

/** The title of the window: where one is, and how many direct messages wait. */
export function useTitle(roomNamed: (id: string) => string | undefined): void {
  const rooms = useReadable(useClient().rooms)
  const route = useRoute()
  const name = nameOf(route, roomNamed)
  const waiting = rooms.reduce((sum, room) => sum + (room.kind === 'direct' ? room.unread : 0), 0)
  useEffect(() => {
    const place = name === undefined ? t('common.product') : t('common.titleNamed', { name })
    document.title = waiting === 0 ? place : t('common.titleWaiting', { count: waiting, place })
  }, [name, waiting])
}
