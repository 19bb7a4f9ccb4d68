import { CircleQuestionMark, Settings } from 'lucide-react'
import { Icon } from '../../design/icon.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { initials } from '../../design/initials.ts'
import { Logo } from '../../design/logo.tsx'
import { tip } from '../../design/tip.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { t } from '../../texts/text.ts'
import styles from './rail.module.css'
import { useServerName } from './use-server-name.ts'
import { openWindow } from './window.ts'

/** The outer edge: the server, help and settings. */
export function Rail() {
  const server = useServerName()
  return (
    <nav className={styles['rail']} aria-label={t('rooms.spaces')} data-region="rail">
      <span className={styles['logo']}>
        <Logo size="md" />
      </span>
      <hr className={styles['line']} />
      <RouteLink
        to={{ page: 'home' }}
        className={styles['tile']}
        aria-label={server}
        aria-current="true"
        {...tip(server)}
      >
        {initials(server).slice(0, 1)}
      </RouteLink>
      <span className={styles['space']} />
      <IconButton icon={CircleQuestionMark} label={t('rooms.keys')} keys="?" onClick={() => openWindow('keys')} />
      <RouteLink
        to={{ page: 'settings', section: 'profile' }}
        className={styles['link']}
        aria-label={t('rooms.settings')}
        {...tip(t('rooms.settings'))}
      >
        <Icon of={Settings} size="md" />
      </RouteLink>
    </nav>
  )
}
