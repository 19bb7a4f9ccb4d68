/** A microphone, camera or speaker. */
export interface Device {
  readonly id: string
  /** As the computer calls it; empty until the person has allowed capture once. */
  readonly label: string
}

export interface Devices {
  readonly microphones: readonly Device[]
  readonly cameras: readonly Device[]
  /** Empty where the browser leaves the choice to the computer. */
  readonly speakers: readonly Device[]
}

export const noDevices: Devices = { microphones: [], cameras: [], speakers: [] }

type Found = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>

/** Sorts what `enumerateDevices` found. Before capture is allowed, browsers list devices without an id: they are left out. */
export function sortDevices(found: readonly Found[]): Devices {
  const of = (kind: MediaDeviceKind): Device[] =>
    found.flatMap((device) =>
      device.kind === kind && device.deviceId !== '' ? [{ id: device.deviceId, label: device.label }] : [],
    )
  return { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') }
}
