import { lazy, Suspense } from 'react'
import { pathOf, type Route } from '../../route/route.ts'
import { t } from '../../texts/text.ts'
import { BottomTabs } from './bottom-tabs.tsx'
import { Boundary } from './boundary.tsx'
import { Home } from './home.tsx'
import { ListEdge } from './list-edge.tsx'
import { Rail } from './rail.tsx'
import { RoomPage } from './room-page.tsx'
import styles from './shell.module.css'
import { Side } from './side.tsx'
import { useFocusOnRoute } from './use-focus-on-route.ts'
import { useIsPhone } from './use-is-phone.ts'
import { useListWidth } from './use-list-width.ts'

const Directory = lazy(async () => ({ default: (await import('../rooms/directory.tsx')).Directory }))

type Shown = Extract<Route, { page: 'home' | 'room' | 'directory' }>

function Content({ route }: { route: Shown }) {
  switch (route.page) {
    case 'home':
      return <Home />
    case 'room':
      return <RoomPage roomId={route.room} />
    case 'directory':
      return (
        <Suspense>
          <Directory />
        </Suspense>
      )
  }
}

/** The app around a conversation: rail, list, and what is open. On a phone one of them at a time. */
export function Shell({ route }: { route: Shown }) {
  const main = useFocusOnRoute(route)
  const isPhone = useIsPhone()
  const { width, resize } = useListWidth()
  const isListWhole = isPhone && route.page === 'home'
  return (
    <div className={styles['shell']} data-page={route.page} style={{ '--list-w': `${width}px` } as object}>
      <button type="button" className={styles['skip']} onClick={main.skip}>
        {t('common.skipToMessages')}
      </button>
      <Rail />
      <Side isWholeView={isListWhole} />
      <ListEdge width={width} onResize={resize} />
      <main ref={main.ref} id="main" className={styles['main']} tabIndex={-1} data-region="main" hidden={isListWhole}>
        <Boundary of={pathOf(route)}>
          <Content route={route} />
        </Boundary>
      </main>
      <BottomTabs />
    </div>
  )
}
