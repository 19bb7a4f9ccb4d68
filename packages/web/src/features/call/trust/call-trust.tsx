import type { Running } from '@parley/client/calls'
import { Lock, ShieldCheck } from 'lucide-react'
import { Icon } from '../../../design/icon.tsx'
import { Popover } from '../../../design/popover.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from '../desk/desk-context.ts'
import type { Peer } from '../desk/use-peer.ts'
import { CallCode } from './call-code.tsx'
import styles from './call-trust.module.css'
import { Company } from './company.tsx'

/** Who can follow the call; on request who is verified, and the code by which people make sure. */
export function CallTrust({ state, peer }: { state: Running; peer: Peer }) {
  const desk = useDesk()
  const others = useReadable(desk.call.others)
  const { people } = useReadable(useClient().trust)
  const users = peer.isRoom ? others.map(({ user }) => user) : [peer.id]
  const isVerified = users.length > 0 && users.every((user) => people.get(user) === 'verified')
  const hint = peer.isRoom ? t('call.codeHintRoom') : t('call.codeHint', { name: peer.name })
  return (
    <Popover
      label={t('call.sealed')}
      align="start"
      content={() => (
        <div className={styles['panel']}>
          <h2 className={styles['title']}>{t('call.sealed')}</h2>
          <p>{t('call.sealedHint')}</p>
          {/* Both see and hear each other beside the window, in the small picture. */}
          {users.map((user) => (
            <Company key={user} user={user} onVerify={() => desk.isSmall.set(true)} />
          ))}
          {/* Who comes or goes makes it another code. */}
          {state.kind !== 'ringing' && users.length > 0 && (
            <CallCode key={users.join(' ')} call={state.call} hint={hint} />
          )}
        </div>
      )}
    >
      {(opener) => (
        <button type="button" className={styles['opener']} {...opener}>
          <Icon of={isVerified ? ShieldCheck : Lock} size="xs" />
          {t('call.sealed')}
        </button>
      )}
    </Popover>
  )
}
