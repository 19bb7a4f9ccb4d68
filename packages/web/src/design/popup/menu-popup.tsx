import { Menu } from '@base-ui/react/menu'
import { useMemo } from 'react'
import type { MenuEntry, Point } from '../menu-entry.ts'
import { MenuList } from './menu-list.tsx'
import styles from './menu-popup.module.css'

interface Props {
  label: string
  entries: readonly MenuEntry[]
  open: boolean
  onOpenChange: (open: boolean) => void
  anchor: HTMLElement | Point | null
  side: 'top' | 'bottom'
  align: 'start' | 'end'
  /** Opened by a key: the first entry takes the focus. */
  byKey: boolean
}

function enter(menu: HTMLElement | null): void {
  // After the menu itself has taken the focus.
  requestAnimationFrame(() => menu?.querySelector<HTMLElement>('[role^=menuitem]')?.focus())
}

/** An open menu beside a button or at a point. */
export function MenuPopup({ label, entries, open, onOpenChange, anchor, side, align, byKey }: Props) {
  const place = useMemo(() => {
    if (anchor === null || anchor instanceof HTMLElement) return anchor
    return { getBoundingClientRect: () => new DOMRect(anchor.x, anchor.y, 0, 0) }
  }, [anchor])
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange}>
      <Menu.Portal>
        <Menu.Backdrop className={styles['scrim']} />
        <Menu.Positioner
          className={styles['positioner']}
          anchor={place}
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          <Menu.Popup ref={byKey ? enter : undefined} className={styles['menu']} aria-label={label}>
            <MenuList entries={entries} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
