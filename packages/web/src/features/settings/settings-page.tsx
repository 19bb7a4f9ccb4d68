import {
  ArrowLeft,
  Eye,
  EyeOff,
  Link,
  LogOut,
  type LucideIcon,
  MonitorSmartphone,
  Palette,
  Server,
  UserRound,
} from 'lucide-react'
import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { Icon } from '../../design/icon.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useMe } from '../../engine/use-me.ts'
import type { SettingsSection } from '../../route/route.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { BottomTabs } from '../shell/bottom-tabs.tsx'
import { ConnectionBanner } from '../shell/connection-banner.tsx'
import { recentRooms } from '../shell/recent.ts'
import { useFocusOnRoute } from '../shell/use-focus-on-route.ts'
import { useIsPhone } from '../shell/use-is-phone.ts'
import { useSignOut } from '../sign-in/use-sign-out.ts'
import { AskedBanner } from '../verification/asked-banner.tsx'
import { AppearancePage } from './appearance-page.tsx'
import { DevicesPage } from './devices-page.tsx'
import { InvitesPage } from './invites-page.tsx'
import { MeCard } from './me-card.tsx'
import { PrivacyPage } from './privacy-page.tsx'
import { ProfilePage } from './profile-page.tsx'
import { ServerPage } from './server-page.tsx'
import styles from './settings-page.module.css'

const SeesPage = lazy(async () => ({ default: (await import('./sees-page.tsx')).SeesPage }))

interface Entry {
  readonly section: SettingsSection
  readonly icon: LucideIcon
  readonly label: () => string
  readonly page: ComponentType
  readonly isFor: (kind: string) => boolean
}

const all = () => true
const accounts = (kind: string) => kind !== 'guest'

const entries: readonly Entry[] = [
  { section: 'profile', icon: UserRound, label: () => t('settings.profile'), page: ProfilePage, isFor: all },
  { section: 'devices', icon: MonitorSmartphone, label: () => t('sessions.title'), page: DevicesPage, isFor: all },
  { section: 'privacy', icon: EyeOff, label: () => t('settings.privacy'), page: PrivacyPage, isFor: all },
  { section: 'sees', icon: Eye, label: () => t('sees.title'), page: SeesPage, isFor: all },
  { section: 'appearance', icon: Palette, label: () => t('settings.appearance'), page: AppearancePage, isFor: all },
  { section: 'invites', icon: Link, label: () => t('invite.title'), page: InvitesPage, isFor: accounts },
  {
    section: 'server',
    icon: Server,
    label: () => t('settings.server'),
    page: ServerPage,
    isFor: (kind) => kind === 'owner',
  },
]

function leave(): void {
  const [room] = recentRooms()
  navigate(room === undefined ? { page: 'home' } : { page: 'room', room })
}

/** Settings: a list of sections, each with its address. On a phone the list is a page of its own. */
export function SettingsPage({ section }: { section: SettingsSection | null }) {
  const { me } = useMe()
  const isPhone = useIsPhone()
  const signOut = useSignOut()
  const main = useFocusOnRoute({ page: 'settings', section })
  const mine = entries.filter(({ isFor }) => isFor(me.kind))
  const shown = mine.find((entry) => entry.section === (section ?? 'profile')) ?? mine[0]
  const Page = shown?.page ?? ProfilePage
  const isList = isPhone && section === null

  useEffect(() => {
    if (section === null && !isPhone) navigate({ page: 'settings', section: 'profile' }, { replace: true })
  }, [section, isPhone])

  return (
    <div className={styles['settings']} data-list={isList || undefined}>
      <nav className={styles['nav']} aria-label={t('settings.title')} data-region="list">
        <div className={styles['head']}>
          {!isPhone && <IconButton icon={ArrowLeft} label={t('common.back')} mirrored onClick={leave} />}
          {isList ? (
            <h1 className={styles['name']}>{t('settings.title')}</h1>
          ) : (
            <p className={styles['name']}>{t('settings.title')}</p>
          )}
        </div>
        {isList && <MeCard />}
        <ul>
          {mine.map((entry) => (
            <li key={entry.section}>
              <RouteLink
                to={{ page: 'settings', section: entry.section }}
                className={styles['row']}
                aria-current={!isList && entry === shown ? 'page' : undefined}
              >
                <Icon of={entry.icon} size="md" />
                {entry.label()}
              </RouteLink>
            </li>
          ))}
        </ul>
        <hr className={styles['line']} />
        <button type="button" className={styles['row']} onClick={() => void signOut()}>
          <Icon of={LogOut} size="md" mirrored />
          {t('signIn.signOut')}
        </button>
      </nav>
      <main ref={main.ref} id="main" tabIndex={-1} className={styles['page']} hidden={isList} data-region="main">
        {isPhone && (
          <IconButton
            icon={ArrowLeft}
            label={t('common.back')}
            mirrored
            onClick={() => navigate({ page: 'settings', section: null })}
          />
        )}
        <ConnectionBanner />
        <AskedBanner />
        <div className={styles['inner']}>
          <Suspense fallback={<Skeleton kind="block" width="100%" />}>
            <Page />
          </Suspense>
        </div>
      </main>
      <BottomTabs />
    </div>
  )
}
