import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import { type Tone, toneIcons } from './tone.ts'

interface Props {
  /** The fact, in a few words. */
  title: string
  /** What it means, and what happens by itself. */
  children?: ReactNode
  tone?: Tone
  icon?: LucideIcon
  /** A quiet word before the button, for instance when the next try is; not read out as it changes. */
  aside?: string | undefined
  /** One small button, or two. */
  action?: ReactNode
}

/** A line across a region, for something that lasts: offline, a new version, read only. */
export function Banner({ title, children, tone = 'warn', icon, aside, action }: Props) {
  return (
    <div className={classes(styles['banner'], styles[tone])}>
      <Icon of={icon ?? toneIcons[tone]} size="md" className={styles['sign']} />
      <p className={styles['words']} role="status">
        <strong className={styles['title']}>{title}</strong> {children}
      </p>
      {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
      {action !== undefined && <span className={styles['deeds']}>{action}</span>}
    </div>
  )
}
