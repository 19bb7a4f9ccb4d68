import type { LocalMedia } from '@parley/client/calls'
import { choices, choose } from './choices.ts'
import { type DeviceSet, deviceChoicesOf, recalled, remembered, setOf } from './device-sets.ts'

const key = 'parley.device-sets'

function isSet(kept: unknown): kept is DeviceSet {
  if (typeof kept !== 'object' || kept === null || !('devices' in kept && 'chosen' in kept)) return false
  const { devices, chosen } = kept
  if (typeof devices !== 'string' || typeof chosen !== 'object' || chosen === null) return false
  const { microphone, camera, speaker, noiseSuppression } = chosen as Record<string, unknown>
  const areIds = [microphone, camera, speaker].every((one) => one === null || typeof one === 'string')
  return areIds && typeof noiseSuppression === 'boolean'
}

function read(): readonly DeviceSet[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isSet) : []
  } catch {
    return []
  }
}

function write(sets: readonly DeviceSet[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(sets))
  } catch {
    // Without storage the last choice holds for all sets.
  }
}

/** Keeps for good what is chosen with the devices that are there, and chooses it again when they are there again. */
export function keepDeviceSets({ devices }: LocalMedia): void {
  let present = ''
  devices.subscribe(() => {
    const set = setOf(devices.get())
    if (set === '' || set === present) return
    present = set
    choose(recalled(read(), devices.get(), deviceChoicesOf(choices.get())))
  })
  choices.subscribe(() => {
    if (present !== '') write(remembered(read(), present, deviceChoicesOf(choices.get())))
  })
}
