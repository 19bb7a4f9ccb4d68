import type { Card } from '@parley/client'
import { t } from '../../texts/text.ts'
import styles from './card-words.module.css'
import { untilWords } from './until.ts'

interface CalledProps {
  handle: string | null
  pronouns: string | undefined
}

/** Handle and pronouns in one line. */
export function CalledLine({ handle, pronouns = '' }: CalledProps) {
  if (handle === null && pronouns === '') return null
  return (
    <p className={styles['called']}>
      {handle !== null && <span>{t('members.handle', { handle })}</span>}
      {pronouns !== '' && <bdi>{pronouns}</bdi>}
    </p>
  )
}

/** What somebody says about themselves, as plain text: status and until when, and the rest. */
export function CardWords({ card }: { card: Card }) {
  const { status, about } = card
  return (
    <>
      {status !== null && (
        <p className={styles['status']}>
          <bdi>{status.text}</bdi>
          {status.until !== null && (
            <span className={styles['until']}>
              {t('profile.until', { time: untilWords(status.until, Date.now()) })}
            </span>
          )}
        </p>
      )}
      {about !== '' && (
        <p className={styles['about']} dir="auto">
          {about}
        </p>
      )}
    </>
  )
}
