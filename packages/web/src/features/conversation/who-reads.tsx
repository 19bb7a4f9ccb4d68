import { Note } from '../../design/note.tsx'
import { trustKinds } from '../../design/trust-kinds.ts'
import { RouteLink } from '../../route/route-link.tsx'
import { t } from '../../texts/text.ts'
import { useTrustKind } from '../verification/use-trust-kind.ts'
import { useRoom } from './room-context.ts'

/** Who can read the open room, in sentences. */
export function WhoReads() {
  const { history } = useRoom()
  const { icon, words, hint } = trustKinds[useTrustKind()]
  return (
    <Note icon={icon} title={t(words)}>
      <p>{t(hint)}</p>
      {history === 'shared' && <p>{t('trust.sharedHint')}</p>}
      <RouteLink to={{ page: 'settings', section: 'sees' }}>{t('sees.title')}</RouteLink>
    </Note>
  )
}
