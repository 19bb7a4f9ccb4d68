import { ChevronDown, Compass, Link, Plus, Search, Settings, SquarePen } from 'lucide-react'
import { Icon } from '../../design/icon.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { Kbd } from '../../design/kbd.tsx'
import { Menu } from '../../design/menu.tsx'
import type { MenuEntry } from '../../design/menu-entry.ts'
import { useMe } from '../../engine/use-me.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { RoomList } from '../room-list/room-list.tsx'
import { Boundary } from './boundary.tsx'
import styles from './side.module.css'
import { useServerName } from './use-server-name.ts'
import { UserBar } from './user-bar.tsx'
import { VoiceSlot } from './voice-slot.tsx'
import { openWindow } from './window.ts'

function serverEntries(isGuest: boolean): readonly MenuEntry[] {
  const settings = {
    label: t('rooms.settings'),
    icon: Settings,
    onSelect: () => navigate({ page: 'settings', section: 'profile' }),
  }
  if (isGuest) return [settings]
  return [
    { label: t('rooms.browse'), icon: Compass, onSelect: () => navigate({ page: 'directory' }) },
    { label: t('rooms.createTitle'), icon: Plus, onSelect: () => openWindow('create-room') },
    { label: t('invite.title'), icon: Link, onSelect: () => navigate({ page: 'settings', section: 'invites' }) },
    'line',
    settings,
  ]
}

/** The column of rooms: the server, the way to anything, the list, and oneself. */
export function Side({ isWholeView }: { isWholeView: boolean }) {
  const server = useServerName()
  const { me } = useMe()
  const isGuest = me.kind === 'guest'
  const Heading = isWholeView ? 'h1' : 'h2'
  return (
    <nav className={styles['side']} aria-label={t('rooms.listLabel', { space: server })} data-region="list">
      <div className={styles['head']}>
        <Heading className={styles['server']}>
          <Menu label={server} entries={serverEntries(isGuest)}>
            {(opener) => (
              <button type="button" className={styles['name']} {...opener}>
                <bdi className={styles['words']}>{server}</bdi>
                <Icon of={ChevronDown} size="sm" className={styles['arrow']} />
              </button>
            )}
          </Menu>
        </Heading>
        <IconButton
          className={styles['find']}
          icon={Search}
          label={t('rooms.search')}
          onClick={() => openWindow('switcher')}
        />
        {!isGuest && (
          <IconButton icon={SquarePen} label={t('rooms.newMessage')} onClick={() => openWindow('new-direct')} />
        )}
      </div>
      <button
        type="button"
        className={styles['search']}
        onClick={() => openWindow('switcher')}
        aria-keyshortcuts="Control+K"
      >
        <Icon of={Search} size="sm" />
        <span className={styles['hint']}>{t('rooms.search')}</span>
        <Kbd keys="Ctrl+K" />
      </button>
      <Boundary title={t('errors.listStopped')}>
        <RoomList />
      </Boundary>
      <VoiceSlot />
      <UserBar />
    </nav>
  )
}
