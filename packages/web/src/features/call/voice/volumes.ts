import { cell, useCell } from '../../../design/cell.ts'

const key = 'parley.volumes'

/** From 0 to 1, by user; who is not in it is heard as loud as they are. */
type Volumes = Readonly<Record<string, number>>

function read(): Volumes {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    const good = Object.entries(kept).filter(([, value]) => typeof value === 'number' && value >= 0 && value <= 1)
    return Object.fromEntries(good)
  } catch {
    return {}
  }
}

const volumes = cell<Volumes>(read())

/** How loud somebody is played here, from 0 to 1. */
export function useVolume(user: string): number {
  return useCell(volumes)[user] ?? 1
}

/** Plays somebody louder or softer, in this call and the next ones. */
export function setVolume(user: string, volume: number): void {
  const { [user]: _, ...others } = volumes.get()
  volumes.set(volume === 1 ? others : { ...others, [user]: volume })
  try {
    localStorage.setItem(key, JSON.stringify(volumes.get()))
  } catch {
    // Without storage it lasts as long as the page.
  }
}
