import { t } from '../texts/text.ts'
import { copyText } from './copy-text.ts'
import { notify } from './toast.ts'

/** Copies a text and says so; where the browser refuses, the notice holds the text. @param done what to say */
export async function copyWithNotice(text: string, done: string): Promise<void> {
  if (await copyText(text)) notify({ kind: 'done', text: done })
  else notify({ kind: 'error', text: t('errors.notCopied', { text }) })
}
