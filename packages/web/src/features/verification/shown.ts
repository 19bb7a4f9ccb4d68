import { cell, useCell } from '../../design/cell.ts'
import { openWindow } from '../shell/window.ts'

const shown = cell<string | null>(null)

/** Opens the window of a verification. */
export function showVerification(id: string): void {
  shown.set(id)
  openWindow('verification')
}

/** The id of the verification in the window. */
export const useShown = (): string | null => useCell(shown)
