import { Dialog } from '../../design/dialog.tsx'
import { Kbd } from '../../design/kbd.tsx'
import { t } from '../../texts/text.ts'
import styles from './key-list.module.css'
import { closeWindow } from './window.ts'

const lines = () => [
  { keys: ['Ctrl+K'], does: t('rooms.search') },
  { keys: ['Alt+↑', 'Alt+↓'], does: t('keys.rooms') },
  { keys: ['Alt+Shift+↑', 'Alt+Shift+↓'], does: t('keys.unread') },
  { keys: ['F6', 'Shift+F6'], does: t('keys.regions') },
  { keys: ['Esc'], does: t('keys.escape') },
  { keys: ['Enter'], does: t('keys.send') },
  { keys: ['Shift+Enter'], does: t('keys.newLine') },
  { keys: ['↑', '↓', 'J', 'K'], does: t('keys.messages') },
  { keys: ['M'], does: t('keys.microphone') },
  { keys: ['V'], does: t('keys.camera') },
  { keys: ['Space'], does: t('keys.talk') },
  { keys: ['S'], does: t('keys.share') },
  { keys: ['H'], does: t('keys.hand') },
  { keys: ['E'], does: t('keys.reactions') },
  { keys: ['G'], does: t('keys.layout') },
  { keys: ['Ctrl+Shift+L'], does: t('keys.leave') },
  { keys: ['Ctrl+Shift+A', 'Ctrl+Shift+D'], does: t('keys.rings') },
  { keys: ['?', 'Ctrl+/'], does: t('keys.list') },
]

/** Every key and what it does. */
export function KeyList({ open }: { open: boolean }) {
  return (
    <Dialog open={open} onClose={closeWindow} title={t('rooms.keys')}>
      <dl className={styles['list']}>
        {lines().map(({ keys, does }) => (
          <div key={does} className={styles['line']}>
            <dt className={styles['does']}>{does}</dt>
            <dd className={styles['keys']}>
              {keys.map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
