import { Banner } from '../../design/banner.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { formatList } from '../../texts/format.ts'
import { t } from '../../texts/text.ts'
import { useRoom } from './room-context.ts'
import { nameOf } from './use-person.ts'

/** Whom the encryption of a room from before waits for. */
function NotYet() {
  const people = useReadable(useClient().people)
  const names = useRoom().lacking.map((id) => nameOf(people.get(id)))
  return (
    <Banner tone="info" title={t('conversation.notSealed')}>
      {t('conversation.notSealedBody', { names: formatList(names) })}
    </Banner>
  )
}

/** The line that says why nothing goes out from the open room, or why it is not encrypted. One can still write. */
export function TroubleBanner() {
  const { trouble, sealing, lacking } = useRoom()
  if (trouble === null) return sealing === 'not-sealed' && lacking.length > 0 ? <NotYet /> : null
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
