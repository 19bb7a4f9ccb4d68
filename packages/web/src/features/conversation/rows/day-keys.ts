import { dayKey } from '../../../texts/format.ts'

const quarter = 900_000

/** A `dayKey` that asks the calendar once per quarter of an hour: every time zone begins its day on one. */
export function dayKeys(): (at: number) => string {
  const known = new Map<number, string>()
  return (at) => {
    const slot = Math.floor(at / quarter)
    const found = known.get(slot)
    if (found !== undefined) return found
    const key = dayKey(at)
    known.set(slot, key)
    return key
  }
}
