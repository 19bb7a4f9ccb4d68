import type { ReactNode } from 'react'
import type { MenuEntry } from './menu-entry.ts'
import { type OpenerProps, useOpener } from './opener.ts'
import { usePopups } from './popups.ts'

interface Props {
  /** What the menu is about, for screen readers. */
  label: string
  entries: readonly MenuEntry[]
  /** Draws the button; it takes the props given. */
  children: (opener: OpenerProps) => ReactNode
  side?: 'top' | 'bottom'
  align?: 'start' | 'end'
}

/** A menu under a button. */
export function Menu({ label, entries, children, side = 'bottom', align = 'start' }: Props) {
  const { open, used, anchor, byKey, setOpen, props } = useOpener('menu')
  const parts = usePopups(open)
  return (
    <>
      {children(props)}
      {parts && used && (
        <parts.MenuPopup
          label={label}
          entries={entries}
          open={open}
          onOpenChange={setOpen}
          anchor={anchor}
          side={side}
          align={align}
          byKey={byKey}
        />
      )}
    </>
  )
}
