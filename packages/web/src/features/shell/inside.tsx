import { lazy, Suspense, useEffect } from 'react'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import type { Route } from '../../route/route.ts'
import { navigate, useRoute } from '../../route/router.ts'
import { roomName } from '../conversation/room-name.ts'
import { usePresenceReport } from '../people/use-presence-report.ts'
import { Boundary } from './boundary.tsx'
import { NotFound } from './not-found.tsx'
import { recentRooms } from './recent.ts'
import { Shell } from './shell.tsx'
import { TroubleContext } from './trouble-context.ts'
import { useGoodNews } from './use-good-news.ts'
import { useIsPhone } from './use-is-phone.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useTitle } from './use-title.ts'
import { useTrouble } from './use-trouble.ts'
import { Windows, warmWindows } from './windows.tsx'

const SettingsPage = lazy(async () => ({ default: (await import('../settings/settings-page.tsx')).SettingsPage }))

/** Opens the room that was open last, where there is room beside the list. */
function useFirstPlace(): void {
  const client = useClient()
  const { page } = useRoute()
  const rooms = useReadable(client.rooms)
  const isWide = !useIsPhone()
  useEffect(() => {
    if (page === 'sign-in' || page === 'register') return navigate({ page: 'home' }, { replace: true })
    if (page !== 'home' || !isWide) return
    const [last] = recentRooms()
    if (rooms.some(({ id }) => id === last)) navigate({ page: 'room', room: last ?? '' }, { replace: true })
  }, [page, rooms, isWide])
}

function Place({ route }: { route: Route }) {
  switch (route.page) {
    case 'settings':
      return (
        <Boundary of="settings">
          <Suspense>
            <SettingsPage section={route.section} />
          </Suspense>
          <Windows />
        </Boundary>
      )
    case 'home':
    case 'room':
    case 'directory':
      return (
        <>
          <Shell route={route} />
          <Windows />
        </>
      )
    default:
      return <NotFound />
  }
}

/** The app for people who are signed in. */
export function Inside() {
  const route = useRoute()
  const client = useClient()
  const trouble = useTrouble()
  useGoodNews(trouble)
  usePresenceReport()
  useShortcuts()
  useFirstPlace()
  useTitle((id) => {
    const room = client.rooms.get().find((known) => known.id === id)
    return room === undefined ? undefined : roomName(room)
  })
  useEffect(() => {
    const timer = setTimeout(warmWindows, 3000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <TroubleContext value={trouble}>
      <Place route={route} />
    </TroubleContext>
  )
}
