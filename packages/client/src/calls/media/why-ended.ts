/**
 * Why a track ended by itself. A browser that would ask again may have taken the permission back, or never have kept it
 * for longer than one capture: only a device that is still there was taken away.
 *
 * @param allowed what the browser says about the device; null where it does not tell
 * @param found the devices of this kind now; without a permission browsers list them without an id
 * @param device the id of the one that ended
 */
export function whyEnded(
  allowed: PermissionState | null,
  found: readonly Pick<MediaDeviceInfo, 'deviceId'>[],
  device: string | undefined,
): 'revoked' | 'gone' {
  if (allowed === 'denied') return 'revoked'
  const isThere = found.some(({ deviceId }) => deviceId === '' || deviceId === device)
  return allowed === 'prompt' && isThere ? 'revoked' : 'gone'
}
