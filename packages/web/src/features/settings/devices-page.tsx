import { useMe } from '../../engine/use-me.ts'
import { t } from '../../texts/text.ts'
import { DeviceList } from './device-list.tsx'
import { SettingsFrame } from './page-frame.tsx'
import { Recovery } from './recovery.tsx'
import { VerifiedPeople } from './verified-people.tsx'
import { WaysIn } from './ways-in.tsx'

/** Where one is signed in, and how one gets in. */
export function DevicesPage() {
  const { me } = useMe()
  return (
    <SettingsFrame title={t('sessions.title')} lead={t('sessions.lead')}>
      <DeviceList />
      {me.kind !== 'guest' && (
        <>
          <Recovery />
          <WaysIn />
          <VerifiedPeople />
        </>
      )}
    </SettingsFrame>
  )
}
