import type { CallState } from '@parley/client/calls'
import { formatClock } from '../../../texts/format.ts'
import { t } from '../../../texts/text.ts'

/**
 * What to say when a call is over; null: nothing, the person knows.
 *
 * @param name of the other; of whoever took me out of it, where somebody did
 */
export function endWords(
  { reason, lasted, isMine }: Extract<CallState, { kind: 'ended' }>,
  name: string,
): string | null {
  switch (reason) {
    case 'left':
      return null
    case 'hung-up':
      return lasted > 0 ? t('call.endedAfter', { length: formatClock(lasted / 1000) }) : t('call.ended')
    case 'declined':
      return isMine ? t('ring.declined', { name }) : null
    case 'busy':
      return t('ring.busy', { name })
    case 'missed':
      return isMine ? t('ring.unanswered', { name }) : null
    case 'failed':
      return t('call.pathFailed')
    case 'no-path':
      return t('call.noPath', { name })
    case 'unconfirmed':
      return t('call.unconfirmed')
    case 'new-keys':
      return t('call.newKeys', { name })
    case 'moved':
      return t('call.movedHere')
    case 'locked':
      return t('errors.callLocked')
    case 'cannot-seal':
      return t('call.cannotSeal')
    case 'removed':
      return t('call.removedBy', { name })
  }
}
