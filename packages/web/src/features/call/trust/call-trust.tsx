import type { Running } from '@parley/client/calls'
import { Lock } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { Popover } from '../../../design/popover.tsx'
import { t } from '../../../texts/text.ts'
import { CallCode } from './call-code.tsx'
import styles from './call-trust.module.css'

/** Who can follow the call, and on request the code by which two people make sure. */
export function CallTrust({ state, name }: { state: Running; name: string }) {
  return (
    <Popover
      label={t('call.sealed')}
      align="start"
      content={() => (
        <div className={styles['panel']}>
          <h2 className={styles['title']}>{t('call.sealed')}</h2>
          <p>{t('call.sealedHint')}</p>
          {state.kind !== 'ringing' && <CallCode call={state.call} name={name} />}
        </div>
      )}
    >
      {(opener) => (
        <button type="button" className={styles['opener']} {...opener}>
          <Icon of={Lock} size="xs" />
          {t('call.sealed')}
        </button>
      )}
    </Popover>
  )
}
