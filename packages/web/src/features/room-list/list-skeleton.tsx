import { Skeleton } from '../../design/skeleton.tsx'
import { Unseen } from '../../design/unseen.tsx'
import { t } from '../../texts/text.ts'
import styles from './list-skeleton.module.css'

const widths = ['42%', '66%', '44%', '68%', '46%', '70%', '58%', '52%']

/** The list while nothing of it is known yet. */
export function ListSkeleton() {
  return (
    <div className={styles['list']}>
      <Unseen>{t('common.loading')}</Unseen>
      <Skeleton width="32%" />
      {widths.map((width) => (
        <div key={width} className={styles['row']}>
          <Skeleton kind="avatar" width="var(--icon-sm)" height="var(--icon-sm)" />
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  )
}
