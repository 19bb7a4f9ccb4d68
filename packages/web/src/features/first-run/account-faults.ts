import { codeOf, errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { isCancelled } from '../sign-in/passkey.ts'
import { verdictWords } from './handle-words.ts'

/** What stands in the way of an account, by the field it belongs to. */
export interface AccountFaults {
  readonly name?: string
  readonly handle?: string
  readonly password?: string
  readonly passkey?: string
  readonly form?: string
}

/** Sorts an error to where it can be mended. */
export function accountFaults(error: unknown, handle: string, minimum: number): AccountFaults {
  if (isCancelled(error)) return { passkey: t('signIn.passkeyCancelled') }
  const code = codeOf(error)
  const wrongHandle = verdictWords(code, handle)
  if (wrongHandle !== undefined) return { handle: wrongHandle }
  switch (code) {
    case 'password_too_short':
      return { password: t('firstRun.passwordTooShort', { least: minimum }) }
    case 'password_too_common':
      return { password: t('firstRun.passwordGuessable') }
    case 'passkey_refused':
      return { passkey: t('firstRun.passkeyRefused') }
    case 'owner_link_spent':
      return { form: t('firstRun.ownerLinkSpent') }
    case 'invite_used_up':
      return { form: t('firstRun.deadBody') }
    case 'invite_needed':
      return { form: t('firstRun.closed') }
    default:
      return { form: errorWords(error) }
  }
}
