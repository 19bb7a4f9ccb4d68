import type { Closed } from '@parley/client/calls'
import { t } from '../../../texts/text.ts'

/** Why nothing is to be seen or heard of somebody although it comes; null: it is opened. */
export function closedWords(closed: Closed | null | undefined, name: string): string | null {
  switch (closed) {
    case 'no-key':
      return t('call.noKey', { name })
    case 'wrong-key':
      return t('call.wrongKey', { name })
    case 'unsealed':
      return t('call.unsealed', { name })
    case null:
    case undefined:
      return null
  }
}
