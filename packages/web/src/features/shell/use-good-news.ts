import { useEffect, useRef } from 'react'
import { notify } from '../../design/toast.ts'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { t } from '../../texts/text.ts'
import type { Trouble } from './trouble.ts'

/** Says once that the connection is back, if it was said that it had gone. */
export function useGoodNews(trouble: Trouble | null): void {
  const live = useReadable(useClient().connection).kind === 'live'
  const was = useRef(false)
  useEffect(() => {
    if (trouble !== null) was.current = true
    else if (live && was.current) {
      was.current = false
      notify({ kind: 'done', id: 'connection', text: t('connection.back') })
    }
  }, [trouble, live])
}
