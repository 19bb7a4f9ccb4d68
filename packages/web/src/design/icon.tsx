import type { LucideIcon } from 'lucide-react'
import { classes } from './classes.ts'
import styles from './icon.module.css'

/** 14 inline, 16 in lists, 18 in headers, 20 in calls and settings, 24 for touch. */
export type IconSize = 'xs' | 'sm' | 'md' | 'lg' | 'xl'

interface Props {
  of: LucideIcon
  size?: IconSize
  className?: string | undefined
  /** Arrows and replies turn round where text runs from right to left. */
  mirrored?: boolean
}

/** A drawing beside a word or in a labelled button; it says nothing by itself. */
export function Icon({ of: Drawing, size = 'sm', className, mirrored }: Props) {
  const name = classes(styles['icon'], styles[size], mirrored && styles['mirrored'], className)
  return <Drawing className={name} strokeWidth={1.75} aria-hidden focusable={false} />
}
