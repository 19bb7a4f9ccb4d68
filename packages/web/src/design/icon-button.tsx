import { Button as BaseButton } from '@base-ui/react/button'
import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import styles from './icon-button.module.css'
import { tip } from './tip.ts'
import { Unseen } from './unseen.tsx'

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** What it does; also the tooltip. */
  label: string
  icon: LucideIcon
  /** As `Ctrl+K`; shown in the tooltip. */
  keys?: string | undefined
  size?: 'sm' | 'md' | 'lg'
  /** A toggle that is on or off; leave out for a plain button. */
  pressed?: boolean | undefined
  /** Stands at the upper corner and is read after the label, for instance a Counter. */
  badge?: ReactNode
  mirrored?: boolean
  ref?: Ref<HTMLButtonElement> | undefined
}

const drawing = { sm: 'sm', md: 'md', lg: 'lg' } as const

/** A button that is only a drawing, with its words in label and tooltip. */
export function IconButton({ label, icon, keys, size = 'md', pressed, badge, mirrored, className, ...rest }: Props) {
  return (
    <BaseButton
      type="button"
      {...tip(label, keys)}
      {...rest}
      aria-label={badge === undefined ? label : undefined}
      aria-pressed={pressed}
      className={classes(styles['button'], styles[size], className)}
    >
      <Icon of={icon} size={drawing[size]} mirrored={mirrored ?? false} />
      {badge !== undefined && (
        <span className={styles['badge']}>
          <Unseen>{label}</Unseen> {badge}
        </span>
      )}
    </BaseButton>
  )
}
