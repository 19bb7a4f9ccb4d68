import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from '../../../design/classes.ts'
import { Icon } from '../../../design/icon.tsx'
import type { OpenerProps } from '../../../design/opener.ts'
import { tip } from '../../../design/tip.ts'
import styles from './control.module.css'

interface Props {
  label: string
  icon: LucideIcon
  keys?: string | undefined
  onClick?: () => void
  /** It opens something. */
  opener?: OpenerProps
  /** Lit: the thing goes on. */
  isOn?: boolean
  /** Crossed out and light: the thing is off. */
  isOff?: boolean
  /** Hangs up. */
  isLeave?: boolean
  /** Words beside the drawing, where there is room. */
  words?: string | undefined
  /** A second button at its end, for the choice of a device. */
  children?: ReactNode
}

/** A large button of a call. */
export function Control({ label, icon, keys, onClick, opener, words, children, ...looks }: Props) {
  const { isOn = false, isOff = false, isLeave = false } = looks
  const look = classes(isOn && styles['on'], isOff && styles['off'], isLeave && styles['leave'])
  return (
    <span className={classes(styles['control'], look)}>
      <button
        type="button"
        className={styles['button']}
        aria-label={label}
        {...tip(label, keys)}
        onClick={onClick}
        {...opener}
      >
        <Icon of={icon} size="lg" />
        {words !== undefined && <span className={styles['words']}>{words}</span>}
      </button>
      {children}
    </span>
  )
}
