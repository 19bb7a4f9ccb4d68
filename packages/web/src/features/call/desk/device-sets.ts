import type { Devices } from '@parley/client/calls'
import type { Choices } from './choices.ts'

/** What a person likes as long as just these devices are there: at a desk something else than on the way. */
export type DeviceChoices = Pick<Choices, 'microphone' | 'camera' | 'speaker' | 'noiseSuppression'>

export interface DeviceSet {
  readonly devices: string
  readonly chosen: DeviceChoices
}

/** So many are kept: those that were used last. */
const most = 16

const idsOf = ({ microphones, cameras, speakers }: Devices): readonly string[] =>
  [...microphones, ...cameras, ...speakers].map(({ id }) => id)

/** The name of a set of devices, whatever their order; empty where none is known yet. */
export const setOf = (devices: Devices): string => [...new Set(idsOf(devices))].toSorted().join(' ')

export const deviceChoicesOf = ({ microphone, camera, speaker, noiseSuppression }: Choices): DeviceChoices => ({
  microphone,
  camera,
  speaker,
  noiseSuppression,
})

/** What was chosen with these devices; where they are together for the first time, what is chosen now, as far as it is there. */
export function recalled(sets: readonly DeviceSet[], devices: Devices, now: DeviceChoices): DeviceChoices {
  const known = sets.find((one) => one.devices === setOf(devices))
  if (known) return known.chosen
  const there = new Set(idsOf(devices))
  const orDefault = (id: string | null): string | null => (id !== null && there.has(id) ? id : null)
  const { microphone, camera, speaker } = now
  return {
    ...now,
    microphone: orDefault(microphone),
    camera: orDefault(camera),
    speaker: orDefault(speaker),
  }
}

/** Also with what was chosen with some devices; the set that was used last comes first. */
export const remembered = (sets: readonly DeviceSet[], devices: string, chosen: DeviceChoices): readonly DeviceSet[] =>
  [{ devices, chosen }, ...sets.filter((one) => one.devices !== devices)].slice(0, most)
