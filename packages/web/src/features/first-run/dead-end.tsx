import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../../design/icon.tsx'
import { AuthHead } from '../sign-in/auth-head.tsx'
import styles from './dead-end.module.css'

interface Props {
  icon: LucideIcon
  title: string
  body?: string | undefined
  children?: ReactNode
}

/** A link that leads no further: why, and what to do instead. */
export function DeadEnd({ icon, title, body, children }: Props) {
  return (
    <div className={styles['end']}>
      <span className={styles['mark']}>
        <Icon of={icon} size="xl" />
      </span>
      <AuthHead title={title} lead={body} />
      {children}
    </div>
  )
}
