import { Popover } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import styles from './popover-popup.module.css'

interface Props {
  label: string
  children: ReactNode
  open: boolean
  onOpenChange: (open: boolean) => void
  anchor: HTMLElement | null
  side: 'top' | 'bottom' | 'inline-start' | 'inline-end'
  align: 'start' | 'center' | 'end'
}

/** An open popover beside its button. */
export function PopoverPopup({ label, children, open, onOpenChange, anchor, side, align }: Props) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange} modal="trap-focus">
      <Popover.Portal>
        <Popover.Positioner
          className={styles['positioner']}
          anchor={anchor}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          <Popover.Popup className={styles['popover']} aria-label={label}>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
