import { Compass, type LucideIcon, MessageCircle, UserRound } from 'lucide-react'
import { Counter } from '../../design/counter.tsx'
import { Icon } from '../../design/icon.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useMe } from '../../engine/use-me.ts'
import type { Route } from '../../route/route.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { useRoute } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { usePart } from '../conversation/use-part.ts'
import styles from './bottom-tabs.module.css'

interface Tab {
  readonly to: Route
  readonly icon: LucideIcon
  readonly label: string
}

/** The places of the app on a phone. */
export function BottomTabs() {
  const { page } = useRoute()
  const { me } = useMe()
  const waiting = usePart(useClient().rooms, (rooms) =>
    rooms.reduce((sum, room) => sum + (room.kind === 'direct' ? room.unread : 0), 0),
  )
  const tabs: readonly Tab[] = [
    { to: { page: 'home' }, icon: MessageCircle, label: t('rooms.tabChats') },
    ...(me.kind === 'guest'
      ? []
      : [{ to: { page: 'directory' }, icon: Compass, label: t('rooms.tabBrowse') } as const]),
    { to: { page: 'settings', section: null }, icon: UserRound, label: t('rooms.tabYou') },
  ]
  return (
    <nav className={styles['tabs']} aria-label={t('rooms.tabs')}>
      {tabs.map(({ to, icon, label }) => (
        <RouteLink key={to.page} to={to} className={styles['tab']} aria-current={to.page === page ? 'page' : undefined}>
          <span className={styles['sign']}>
            <Icon of={icon} size="xl" />
            {to.page === 'home' && (
              <span className={styles['count']}>
                <Counter count={waiting} kind="mention" label={t('rooms.unread', { count: waiting })} />
              </span>
            )}
          </span>
          {label}
        </RouteLink>
      ))}
    </nav>
  )
}
