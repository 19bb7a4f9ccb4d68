import { cell, useCell } from '../../design/cell.ts'

const key = 'parley.list-width'
const usual = 264
export const narrowest = 220
export const widest = 360

const within = (width: number): number => Math.min(widest, Math.max(narrowest, Math.round(width)))
const width = cell(within(Number(localStorage.getItem(key) ?? usual) || usual))

interface ListWidth {
  readonly width: number
  readonly resize: (next: number) => void
}

/** How wide the list of rooms is on this device, in pixels. */
export function useListWidth(): ListWidth {
  const resize = (next: number) => {
    width.set(within(next))
    localStorage.setItem(key, String(within(next)))
  }
  return { width: useCell(width), resize }
}
