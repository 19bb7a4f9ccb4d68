import { MonitorSmartphone } from 'lucide-react'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { useClient } from '../../engine/client-context.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { navigate, useRoute } from '../../route/router.ts'
import { t } from '../../texts/text.ts'
import { putAside, useSeenDevices } from './seen-devices.ts'

/** The line that says, on a confirmed device, that another one of mine has signed in and is not confirmed yet. */
export function NewDeviceBanner() {
  const client = useClient()
  const keyring = useReadable(client.keyring)
  const { devices } = useReadable(client.trust)
  const verifications = useReadable(client.verifications)
  const seen = useSeenDevices()
  const route = useRoute()
  const fresh = [...devices].flatMap(([id, standing]) => (standing === 'unconfirmed' && !seen.includes(id) ? [id] : []))
  const isAtDevices = route.page === 'settings' && route.section === 'devices'
  const isUnderWay = verifications.some(({ isOwn }) => isOwn)
  if (keyring.kind !== 'ready' || fresh.length === 0 || isAtDevices || isUnderWay) return null
  const look = (): void => {
    putAside(fresh)
    navigate({ page: 'settings', section: 'devices' })
  }
  const deeds = (
    <>
      <Button size="sm" onClick={look}>
        {t('sessions.lookAtDevices')}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => putAside(fresh)}>
        {t('sessions.itWasMe')}
      </Button>
    </>
  )
  return (
    <Banner icon={MonitorSmartphone} title={t('sessions.newDevice', { count: fresh.length })} action={deeds}>
      {t('sessions.newDeviceBody')}
    </Banner>
  )
}
