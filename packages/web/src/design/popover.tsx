import type { ReactNode } from 'react'
import { type OpenerProps, useOpener } from './opener.ts'
import { usePopups } from './popups.ts'

interface Props {
  label: string
  /** Drawn while open; `close` puts the focus back. */
  content: (close: () => void) => ReactNode
  children: (opener: OpenerProps) => ReactNode
  side?: 'top' | 'bottom' | 'inline-start' | 'inline-end'
  align?: 'start' | 'center' | 'end'
}

/** A small surface beside a button: a profile card, a picker, an explanation. */
export function Popover({ label, content, children, side = 'bottom', align = 'center' }: Props) {
  const { open, used, anchor, setOpen, props } = useOpener('dialog')
  const parts = usePopups(open)
  return (
    <>
      {children(props)}
      {parts && used && (
        <parts.PopoverPopup label={label} open={open} onOpenChange={setOpen} anchor={anchor} side={side} align={align}>
          {content(() => setOpen(false))}
        </parts.PopoverPopup>
      )}
    </>
  )
}
