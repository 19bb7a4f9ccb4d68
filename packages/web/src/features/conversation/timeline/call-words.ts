import type { TimelineItem } from '@parley/client'
import { formatClock } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'

/** What became of a call, in one sentence. */
export function callWords(item: TimelineItem, me: string, name: string, isRoom: boolean): string {
  const { content } = item
  if (content.kind !== 'call') return ''
  const mine = item.sender === me
  switch (content.outcome) {
    case 'ended': {
      const length = formatClock(content.lasted / 1000)
      return isRoom ? t('conversation.callWas', { length }) : t('conversation.callLasted', { name, length })
    }
    case 'missed':
      return mine ? t('conversation.callUnanswered') : t('conversation.callMissed', { name })
    case 'declined':
      return mine ? t('conversation.callRefused') : t('conversation.callDeclined', { name })
    case 'busy':
      return mine ? t('conversation.callBusy') : t('conversation.callBusyHere', { name })
    case 'failed':
      return t('conversation.callFailed', { name })
  }
}
