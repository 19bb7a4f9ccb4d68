import { t } from '../texts/text.ts'
import { Icon } from './icon.tsx'
import { tip } from './tip.ts'
import styles from './trust-badge.module.css'
import { type TrustKind, trustKinds } from './trust-kinds.ts'

/** The one place in a room or call that says who can read or follow it. */
export function TrustBadge({ kind }: { kind: TrustKind }) {
  const { icon, words, short, hint } = trustKinds[kind]
  return (
    <span className={styles['badge']} data-kind={kind} {...tip(t(hint))}>
      <Icon of={icon} size="xs" />
      <span className={styles['words']}>{t(words)}</span>
      <span className={styles['short']}>{t(short)}</span>
    </span>
  )
}
