import type { ReactNode } from 'react'
import styles from './line-words.module.css'

/** A title with a quieter line below it. */
export function LineWords({ title, about, badge }: { title: string; about?: ReactNode; badge?: ReactNode }) {
  return (
    <>
      <div className={styles['title']}>
        <bdi>{title}</bdi>
        {badge}
      </div>
      {about !== undefined && <div className={styles['about']}>{about}</div>}
    </>
  )
}
