import { cell, useCell } from '../../design/cell.ts'

const key = 'parley.seen-devices'
const most = 100

const seen = cell<readonly string[]>((localStorage.getItem(key) ?? '').split(' ').filter((id) => id !== ''))

/** Devices of mine that I have been told of on this one, and put aside. */
export const useSeenDevices = (): readonly string[] => useCell(seen)

/** Puts devices aside; their note does not come again here. */
export function putAside(devices: readonly string[]): void {
  const all = [...devices, ...seen.get().filter((id) => !devices.includes(id))].slice(0, most)
  seen.set(all)
  localStorage.setItem(key, all.join(' '))
}
