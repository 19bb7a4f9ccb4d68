import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'

interface Props {
  children: ReactNode
  tone?: 'neutral' | 'accent' | 'ok' | 'warn' | 'bad' | 'bot' | 'live'
  icon?: LucideIcon
}

/** A word that belongs to the name beside it: Owner, Bot, Not checked yet. */
export function Badge({ children, tone = 'neutral', icon }: Props) {
  return (
    <span className={classes(styles['badge'], styles[tone])}>
      {icon && <Icon of={icon} size="xs" />}
      {children}
    </span>
  )
}
