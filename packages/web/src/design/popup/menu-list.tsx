import { Menu } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import { classes } from '../classes.ts'
import { Icon } from '../icon.tsx'
import { Kbd } from '../kbd.tsx'
import type { MenuChoice, MenuDeed, MenuEntry } from '../menu-entry.ts'
import styles from './menu-popup.module.css'

function Deed({ label, onSelect, icon, keys, danger = false, disabled = false }: MenuDeed) {
  return (
    <Menu.Item
      className={classes(styles['item'], danger && styles['danger'])}
      disabled={disabled}
      onClick={onSelect}
      label={label}
    >
      {icon && <Icon of={icon} size="sm" className={styles['sign']} />}
      <span className={styles['words']}>{label}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </Menu.Item>
  )
}

function Choice({ label, value, onChange, options }: MenuChoice) {
  return (
    <Menu.RadioGroup value={value} onValueChange={(next: string) => onChange(next)}>
      <Menu.GroupLabel className={styles['heading']}>{label}</Menu.GroupLabel>
      {options.map((option) => (
        <Menu.RadioItem key={option.value} value={option.value} className={styles['item']} closeOnClick>
          <span className={styles['words']}>{option.label}</span>
          <Menu.RadioItemIndicator className={styles['mark']}>
            <Icon of={Check} size="sm" />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function Branch({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={styles['item']}>
        <span className={styles['words']}>{label}</span>
        <Icon of={ChevronRight} size="sm" mirrored />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['positioner']} sideOffset={4} collisionPadding={8}>
          <Menu.Popup className={styles['menu']}>
            <MenuList entries={entries} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  )
}

function Entry({ entry }: { entry: Exclude<MenuEntry, 'line'> }) {
  if (!('kind' in entry)) return <Deed {...entry} />
  if (entry.kind === 'choice') return <Choice {...entry} />
  if (entry.kind === 'branch') return <Branch label={entry.label} entries={entry.entries} />
  return (
    <Menu.CheckboxItem className={styles['item']} checked={entry.checked} onCheckedChange={entry.onChange}>
      <span className={styles['words']}>{entry.label}</span>
      <Menu.CheckboxItemIndicator className={styles['mark']}>
        <Icon of={Check} size="sm" />
      </Menu.CheckboxItemIndicator>
    </Menu.CheckboxItem>
  )
}

/** The lines of a menu. */
export function MenuList({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry, at) =>
    entry === 'line' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else to be known by
      <Menu.Separator key={`line ${at}`} className={styles['line']} />
    ) : (
      <Entry key={entry.label} entry={entry} />
    ),
  )
}
