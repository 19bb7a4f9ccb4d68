import { Eye, Globe } from 'lucide-react'
import type { Ref } from 'react'
import { t } from '../texts/text.ts'
import { Icon } from './icon.tsx'
import { tip } from './tip.ts'
import styles from './trust-badge.module.css'

/** Who can read a room besides its people. Neither kind shows a lock. */
export type TrustKind = 'public' | 'plain'

interface Props {
  kind: TrustKind
  /** Opens the explanation; without it the badge is only words. */
  onOpen?: (() => void) | undefined
  ref?: Ref<HTMLButtonElement> | undefined
}

const signs = { public: Globe, plain: Eye }

/** The one place in a room that says who can read it. */
export function TrustBadge({ kind, onOpen, ref }: Props) {
  const inside = (
    <>
      <Icon of={signs[kind]} size="xs" />
      <span className={styles['words']}>{t(`trust.${kind}`)}</span>
    </>
  )
  const hint = t(kind === 'public' ? 'trust.publicHint' : 'trust.plainHint')
  if (onOpen === undefined) {
    return (
      <span className={styles['badge']} {...tip(hint)}>
        {inside}
      </span>
    )
  }
  return (
    <button ref={ref} type="button" className={styles['badge']} onClick={onOpen} aria-description={hint} {...tip(hint)}>
      {inside}
    </button>
  )
}
