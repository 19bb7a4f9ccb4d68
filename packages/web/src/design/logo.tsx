import { t } from '../texts/text.ts'
import { classes } from './classes.ts'
import styles from './logo.module.css'
import { Unseen } from './unseen.tsx'

interface Props {
  size?: 'sm' | 'md' | 'lg'
  /** With the name beside it. */
  named?: boolean
}

/** Two voices: one in copper, one in verdigris. */
export function Logo({ size = 'md', named = false }: Props) {
  return (
    <span className={styles['logo']}>
      <svg className={classes(styles['sign'], styles[size])} viewBox="0 0 32 32" aria-hidden>
        <path
          className={styles['heard']}
          d="M13 3.5h6.2A9.8 9.8 0 0 1 29 13.3c0 2.9-1.2 5.4-3.2 7.2V27l-5.3-3.9h-1.3"
        />
        <path
          className={styles['said']}
          d="M12.4 9A9.4 9.4 0 0 0 3 18.4c0 2.6 1 4.9 2.8 6.6V29l4.2-1.6c.8.2 1.6.3 2.4.3a9.4 9.4 0 0 0 0-18.7z"
        />
      </svg>
      {named ? <span className={styles['name']}>{t('common.product')}</span> : <Unseen>{t('common.product')}</Unseen>}
    </span>
  )
}
