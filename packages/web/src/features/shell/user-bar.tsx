import { LogOut, Settings } from 'lucide-react'
import { Avatar } from '../../design/avatar.tsx'
import { IconButton } from '../../design/icon-button.tsx'
import { Menu } from '../../design/menu.tsx'
import type { MenuEntry } from '../../design/menu-entry.ts'
import { useMe } from '../../engine/use-me.ts'
import { navigate } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { ownPresences, useOwnPresence } from '../people/use-own-presence.ts'
import { useSignOut } from '../sign-in/use-sign-out.ts'
import styles from './user-bar.module.css'

/** Oneself: how others see one, and the way to settings. */
export function UserBar() {
  const { me } = useMe()
  const { chosen, shown, choose } = useOwnPresence()
  const signOut = useSignOut()
  const settings = () => navigate({ page: 'settings', section: 'profile' })
  const entries: readonly MenuEntry[] = [
    {
      kind: 'choice',
      label: t('presence.shown'),
      value: chosen,
      onChange: (value) => choose(ownPresences.find((one) => one === value) ?? 'online'),
      options: ownPresences.map((value) => ({ value, label: t(`presence.${value}`) })),
    },
    'line',
    { label: t('rooms.settings'), icon: Settings, onSelect: settings },
    { label: t('signIn.signOut'), icon: LogOut, onSelect: () => void signOut() },
  ]
  const word =
    shown === undefined ? t('presence.offline') : t(`presence.${chosen === 'invisible' ? 'invisible' : shown}`)
  return (
    <section className={styles['bar']} aria-label={t('rooms.yourself')}>
      <Menu label={t('rooms.yourself')} entries={entries} side="top">
        {(opener) => (
          <button type="button" className={styles['me']} {...opener}>
            <span className={styles['face']} aria-hidden>
              <Avatar {...me} size="md" presence={shown ?? 'offline'} />
            </span>
            <span className={styles['words']}>
              <bdi className={styles['name']}>{me.name}</bdi>
              <span className={styles['state']}>{word}</span>
            </span>
          </button>
        )}
      </Menu>
      <IconButton icon={Settings} size="sm" label={t('rooms.settings')} onClick={settings} />
    </section>
  )
}
