import type { DeviceNews } from '@parley/client/calls'
import { useEffect } from 'react'
import { notify } from '../../../design/toast.ts'
import { t } from '../../../texts/text.ts'
import { useDesk } from './desk-context.ts'

function words(news: DeviceNews): string {
  if (news.kind === 'revoked') return t('device.revoked', { kind: news.source })
  const { source, name, next } = news
  if (source === 'microphone') {
    return next === null ? t('device.microphoneGoneNone', { name }) : t('device.microphoneGone', { name, next })
  }
  return next === null ? t('device.cameraGone', { name }) : t('device.cameraNext', { name, next })
}

/** Says when a device goes or is taken away. */
export function useDeviceNews(): void {
  const { local } = useDesk()
  useEffect(() => {
    return local.onNews((news) => notify({ kind: 'info', text: words(news), id: `device-${news.source}` }))
  }, [local])
}
