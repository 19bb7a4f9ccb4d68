import { ChevronUp } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { Menu } from '../../../design/menu.tsx'
import type { MenuEntry } from '../../../design/menu-entry.ts'
import { tip } from '../../../design/tip.ts'
import styles from './device-menu.module.css'

interface Props {
  label: string
  entries: readonly MenuEntry[]
}

/** The small end of a split button: which device. */
export function DeviceMenu({ label, entries }: Props) {
  return (
    <Menu label={label} side="top" entries={entries}>
      {(opener) => (
        <button type="button" {...opener} {...tip(label)} aria-label={label} className={styles['opener']}>
          <Icon of={ChevronUp} size="xs" />
        </button>
      )}
    </Menu>
  )
}
