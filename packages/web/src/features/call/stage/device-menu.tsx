import type { Device } from '@parley/client/calls'
import { ChevronUp } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { Menu } from '../../../design/menu.tsx'
import type { MenuEntry } from '../../../design/menu-entry.ts'
import { tip } from '../../../design/tip.ts'
import { t } from '../../../texts/text.ts'
import styles from './device-menu.module.css'

interface Props {
  label: string
  heading: string
  devices: readonly Device[]
  chosen: string | null
  onChoose: (device: string | null) => void
  more?: readonly MenuEntry[]
}

/** The small end of a split button: which device. */
export function DeviceMenu({ label, heading, devices, chosen, onChoose, more = [] }: Props) {
  const options = devices
    .filter(({ id }) => id !== 'default' && id !== 'communications')
    .map(({ id, label: name }) => ({ value: id, label: name === '' ? heading : name }))
  const choice: MenuEntry = {
    kind: 'choice',
    label: heading,
    value: chosen ?? '',
    onChange: (value) => onChoose(value === '' ? null : value),
    options: [{ value: '', label: t('preJoin.defaultDevice') }, ...options],
  }
  return (
    <Menu label={label} side="top" entries={[choice, ...more]}>
      {(opener) => (
        <button type="button" {...opener} {...tip(label)} aria-label={label} className={styles['opener']}>
          <Icon of={ChevronUp} size="xs" />
        </button>
      )}
    </Menu>
  )
}
