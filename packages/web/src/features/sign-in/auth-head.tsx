import styles from './auth-head.module.css'
import { useFocusOnce } from './use-focus-once.ts'

/** What a page before the sign-in is for. */
export function AuthHead({ title, lead }: { title: string; lead?: string | undefined }) {
  const heading = useFocusOnce<HTMLHeadingElement>()
  return (
    <div className={styles['head']}>
      <h1 ref={heading} tabIndex={-1} className={styles['title']}>
        {title}
      </h1>
      {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
    </div>
  )
}
