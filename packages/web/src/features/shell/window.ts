import { cell, useCell } from '../../design/cell.ts'

/** What opens over the page. */
export type WindowName =
  | 'create-room'
  | 'new-direct'
  | 'switcher'
  | 'keys'
  | 'recovery-key'
  | 'confirm-device'
  | 'verification'

const open = cell<WindowName | null>(null)

/** Opens a window over the page, in place of another one. */
export function openWindow(name: WindowName): void {
  open.set(name)
}

export function closeWindow(): void {
  open.set(null)
}

export const useWindow = (): WindowName | null => useCell(open)
