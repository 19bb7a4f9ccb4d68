import { TriangleAlert } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { loudness, type Why } from './unreadable.ts'
import styles from './unreadable-view.module.css'
import { wordsOf } from './words-of.ts'

/** Reasons that go away once this device is confirmed: nobody gives a key to one that is not. */
const openedByConfirming: readonly Why[] = ['no-key', 'key-too-late', 'withheld']

/** What stands in place of a message that cannot be shown. */
export function UnreadableView({ why }: { why: Why }) {
  const isConfirmed = useReadable(useClient().keyring).kind !== 'unconfirmed'
  const isForConfirmed = !isConfirmed && openedByConfirming.includes(why)
  const isWarning = loudness[why] === 'warning'
  return (
    <span className={styles[isWarning ? 'warning' : 'quiet']} data-unreadable={why}>
      {isWarning && <Icon of={TriangleAlert} size="sm" className={styles['sign']} />}
      <span>{isForConfirmed ? t('unreadable.forConfirmed') : wordsOf({ kind: 'unreadable', why })}</span>
    </span>
  )
}
