import type { ErrorCode } from '@parley/protocol'
import { t } from '../../texts/text.ts'

const least = 2
const most = 32
const shape = /^[a-z0-9][a-z0-9._-]*[a-z0-9]$/i

/** What is wrong with a handle as far as the page can see by itself. */
export function handleFault(handle: string): string | undefined {
  if (handle.length < least) return t('firstRun.handleTooShort', { least })
  if (handle.length > most) return t('firstRun.handleTooLong', { most })
  return shape.test(handle) ? undefined : t('firstRun.handleNotAllowed')
}

/** What the server has against a handle; nothing when it is free. */
export function verdictWords(verdict: ErrorCode | 'free', handle: string): string | undefined {
  switch (verdict) {
    case 'handle_taken':
      return t('firstRun.handleTaken', { handle })
    case 'handle_look_alike':
      return t('firstRun.handleLooksAlikeSome', { handle })
    case 'handle_not_allowed':
      return t('firstRun.handleNotAllowed')
    default:
      return undefined
  }
}
