import { AskedBanner } from '../verification/asked-banner.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { KeyringBanner } from './keyring-banner.tsx'
import { NewDeviceBanner } from './new-device-banner.tsx'

/** What lasts and concerns the whole app, as lines across the page: no connection, no keys, a device that is new. */
export function Banners() {
  return (
    <>
      <ConnectionBanner />
      <KeyringBanner />
      <AskedBanner />
      <NewDeviceBanner />
    </>
  )
}
