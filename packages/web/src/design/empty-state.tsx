import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './empty-state.module.css'
import { Icon } from './icon.tsx'

/** A way on from an empty place. */
export interface Door {
  icon: LucideIcon
  title: string
  hint?: string | undefined
  onOpen: () => void
}

interface Props {
  icon: LucideIcon
  title: string
  /** Why it is empty. */
  body?: string | undefined
  doors?: readonly Door[]
  children?: ReactNode
  /** In the middle of its region instead of at its start. */
  centred?: boolean
}

/** A place where nothing is yet: what it is, why it is empty, and one to three doors. */
export function EmptyState({ icon, title, body, doors = [], children, centred = false }: Props) {
  return (
    <section className={classes(styles['empty'], centred && styles['centred'])}>
      <span className={styles['mark']}>
        <Icon of={icon} size="xl" />
      </span>
      <h2 className={styles['title']}>{title}</h2>
      {body !== undefined && <p className={styles['body']}>{body}</p>}
      {doors.length > 0 && (
        <div className={styles['doors']}>
          {doors.map((door) => (
            <button key={door.title} type="button" className={styles['door']} onClick={door.onOpen}>
              <Icon of={door.icon} size="md" className={styles['doorSign']} />
              <span className={styles['doorTitle']}>{door.title}</span>
              {door.hint !== undefined && <span className={styles['doorHint']}>{door.hint}</span>}
            </button>
          ))}
        </div>
      )}
      {children}
    </section>
  )
}
