import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import styles from './note.module.css'
import { Spinner } from './spinner.tsx'
import { type Tone, toneIcons } from './tone.ts'

interface Props {
  tone?: Tone
  /** The fact, before the explanation. */
  title?: string | undefined
  children?: ReactNode
  icon?: LucideIcon
  /** Something is under way: a spinner in place of the drawing. */
  busy?: boolean
  /** Buttons under the words. */
  actions?: ReactNode
  /** Appears by itself and should be read out. */
  live?: boolean
}

/** A block within the page that explains, warns or confirms. */
export function Note({ tone = 'neutral', title, children, icon, busy = false, actions, live = false }: Props) {
  return (
    <div className={classes(styles['note'], styles[tone])} role={live ? 'status' : undefined}>
      {busy ? <Spinner size="md" className={styles['sign']} /> : null}
      {!busy && <Icon of={icon ?? toneIcons[tone]} size="md" className={styles['sign']} />}
      <div className={styles['words']}>
        {title !== undefined && <strong className={styles['title']}>{title}</strong>} {children}
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
    </div>
  )
}
