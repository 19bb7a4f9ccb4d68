import { cell } from '../../../design/cell.ts'

/** Rings that were answered or declined in this tab: their card goes at once, whatever the server still says. */
export const dismissed = cell<ReadonlySet<string>>(new Set())

/** Takes the card of a ring away. */
export function dismiss(call: string): void {
  dismissed.set(new Set([...dismissed.get(), call]))
}

/** Shows the card of a ring again: what was said to it did not get through. */
export function bringBack(call: string): void {
  if (dismissed.get().has(call)) dismissed.set(new Set([...dismissed.get()].filter((id) => id !== call)))
}
