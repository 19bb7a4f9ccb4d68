import { useEffect, useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { Skeleton } from '../../../design/skeleton.tsx'
import { useClient } from '../../../engine/client-context.ts'
import { useReadable } from '../../../engine/use-readable.ts'
import { t } from '../../../texts/text.ts'
import { useRoom } from '../room-context.ts'
import styles from './opening.module.css'

const sayAfter = 2_000
const wayOutAfter = 10_000
const outline: readonly { readonly name: string; readonly lines: readonly string[] }[] = [
  { name: '10%', lines: ['70%'] },
  { name: '12%', lines: ['58%', '40%'] },
  { name: '13%', lines: ['40%', '66%', '50%'] },
  { name: '14%', lines: ['66%'] },
  { name: '15%', lines: ['50%', '70%'] },
  { name: '18%', lines: ['58%', '40%'] },
]

/** How long this part has been on the page, in steps of what is said. */
function useWait(): 'short' | 'long' | 'tooLong' {
  const [wait, setWait] = useState<'short' | 'long' | 'tooLong'>('short')
  useEffect(() => {
    const timers = [setTimeout(() => setWait('long'), sayAfter), setTimeout(() => setWait('tooLong'), wayOutAfter)]
    return () => timers.forEach(clearTimeout)
  }, [])
  return wait
}

/** The outline of a conversation on its way: silent at first, then with a sentence, then with a way out. */
export function Opening({ onRetry }: { onRetry: () => void }) {
  const { name } = useRoom()
  const { connection } = useClient()
  const live = useReadable(connection).kind === 'live'
  const wait = useWait()
  const sentence = live ? t('conversation.openingFetch', { room: name }) : t('conversation.openingOffline')
  return (
    <div className={styles['opening']} aria-busy>
      {outline.map((message) => (
        <div key={message.name} className={styles['message']}>
          <Skeleton kind="avatar" />
          <div className={styles['lines']}>
            <Skeleton width={message.name} />
            {message.lines.map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </div>
      ))}
      <div className={styles['words']} role="status">
        {wait !== 'short' && <p>{sentence}</p>}
        {wait === 'tooLong' && live && (
          <>
            <p>{t('conversation.openingSlow')}</p>
            <Button size="sm" onClick={onRetry}>
              {t('common.loadAgain')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
