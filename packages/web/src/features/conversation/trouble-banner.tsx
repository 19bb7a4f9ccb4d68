import { Banner } from '../../design/banner.tsx'
import { t } from '../../texts/text.ts'
import { useRoom } from './room-context.ts'

/** The line that says why nothing goes out from the open room. One can still write. */
export function TroubleBanner() {
  const { trouble } = useRoom()
  if (trouble === null) return null
  if (trouble === 'room_forked') {
    return (
      <Banner tone="bad" title={t('conversation.forked')}>
        {t('conversation.forkedBody')}
      </Banner>
    )
  }
  return (
    <Banner tone="info" title={t('conversation.incomplete')}>
      {t('conversation.incompleteBody')}
    </Banner>
  )
}
