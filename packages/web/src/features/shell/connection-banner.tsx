import { CloudOff, CopyX, RefreshCw, ServerOff, WifiOff } from 'lucide-react'
import { useContext } from 'react'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { useClient } from '../../engine/client-context.ts'
import { t } from '../../texts/text.ts'
import type { Trouble } from './trouble.ts'
import { TroubleContext } from './trouble-context.ts'
import { useSeconds } from './use-seconds.ts'
import { useWaiting } from './use-waiting.ts'

function Gone({ kind, retryAt }: Extract<Trouble, { retryAt: number | null }>) {
  const client = useClient()
  const seconds = useSeconds(retryAt)
  const waiting = useWaiting()
  const next = retryAt === null || seconds === 0 ? t('connection.trying') : t('connection.nextTry', { seconds })
  return (
    <Banner
      icon={kind === 'offline' ? WifiOff : ServerOff}
      title={kind === 'offline' ? t('connection.offline') : t('connection.unreachable')}
      aside={next}
      action={
        <Button size="sm" icon={RefreshCw} loading={retryAt === null} onClick={() => client.reconnect()}>
          {t('connection.tryNow')}
        </Button>
      }
    >
      {t('connection.offlineBody', { count: waiting })}
    </Banner>
  )
}

/** The line that says what is wrong with the connection, and what happens by itself. */
export function ConnectionBanner() {
  const client = useClient()
  const trouble = useContext(TroubleContext)
  if (trouble === null) return null
  if (trouble.kind === 'reload') {
    const reload = (
      <Button size="sm" icon={RefreshCw} onClick={() => location.reload()}>
        {t('errors.reload')}
      </Button>
    )
    return (
      <Banner icon={CloudOff} title={t('connection.stopped')} action={reload}>
        {t('connection.otherVersionBody')}
      </Banner>
    )
  }
  if (trouble.kind === 'replaced') {
    const here = (
      <Button size="sm" onClick={() => client.reconnect()}>
        {t('connection.useHere')}
      </Button>
    )
    return (
      <Banner icon={CopyX} title={t('connection.replaced')} action={here}>
        {t('connection.replacedBody')}
      </Banner>
    )
  }
  return <Gone {...trouble} />
}
