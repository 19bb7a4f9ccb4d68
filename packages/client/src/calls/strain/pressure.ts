import type { Stop } from '../../client.ts'
import type { Pressure } from './strain.ts'

interface Observer {
  observe(source: 'cpu', options: { readonly sampleInterval: number }): Promise<void>
  disconnect(): void
}
type Observing = new (listener: (records: readonly { readonly state: Exclude<Pressure, null> }[]) => void) => Observer

/** Milliseconds between two reports. */
const every = 2000

/**
 * Follows how busy the processor is, where the browser says so.
 * @see https://www.w3.org/TR/compute-pressure/
 */
export function followPressure(onPressure: (pressure: Pressure) => void): Stop {
  const { PressureObserver } = globalThis as { PressureObserver?: Observing }
  if (!PressureObserver) return () => undefined
  const observer = new PressureObserver((records) => onPressure(records.at(-1)?.state ?? null))
  // What the computer or the page's owner does not allow is not known.
  observer.observe('cpu', { sampleInterval: every }).catch(() => undefined)
  return () => observer.disconnect()
}
