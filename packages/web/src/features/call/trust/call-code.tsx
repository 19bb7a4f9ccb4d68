import { useEffect, useState } from 'react'
import { useClient } from '../../../engine/client-context.ts'
import { t } from '../../../texts/text.ts'
import styles from './call-trust.module.css'

type Code =
  | { readonly kind: 'asked' }
  | { readonly kind: 'known'; readonly digits: string }
  | { readonly kind: 'unknown' }

const groupsOf = (digits: string): readonly string[] => digits.match(/\d{4}/g) ?? []

/** The 16 digits of a call, in four groups to read aloud. */
export function CallCode({ call, hint }: { call: string; hint: string }) {
  const client = useClient()
  const [code, setCode] = useState<Code>({ kind: 'asked' })
  useEffect(() => {
    let isWanted = true
    const show = (next: Code): void => {
      if (isWanted) setCode(next)
    }
    client.callCode(call).then(
      (digits) => show({ kind: 'known', digits }),
      () => show({ kind: 'unknown' }),
    )
    return () => {
      isWanted = false
    }
  }, [client, call])
  if (code.kind === 'asked') return <p role="status">{t('call.codeAsked')}</p>
  if (code.kind === 'unknown') return <p role="status">{t('call.codeUnknown')}</p>
  return (
    <>
      <p className={styles['code']} data-call-code={code.digits}>
        {groupsOf(code.digits).join(' ')}
      </p>
      <p>{hint}</p>
    </>
  )
}
