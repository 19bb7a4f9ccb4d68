import type { Client } from '@parley/client'
import { notify } from '../../design/toast.ts'
import { errorWords } from '../../engine/error-words.ts'
import { t } from '../../texts/text.ts'
import { isCancelled, touchPasskey } from '../sign-in/passkey.ts'

/** Lets a passkey open the messages on new devices, by one touch, and says how it went. */
export async function letOpen(client: Client, passkey: string): Promise<void> {
  try {
    if (await touchPasskey(client, [passkey])) notify({ kind: 'done', text: t('recovery.passkeyLet') })
    else notify({ kind: 'info', text: t('recovery.passkeyCannot') })
  } catch (error) {
    notify({ kind: 'error', text: isCancelled(error) ? t('signIn.passkeyCancelled') : errorWords(error) })
  }
}
