import { cell } from '../../../design/cell.ts'

/** Rings that were answered or declined in this tab: their card goes at once, whatever the server still says. */
export const dismissed = cell<ReadonlySet<string>>(new Set())

/** Takes the card of a ring away. */
export function dismiss(call: string): void {
  dismissed.set(new Set([...dismissed.get(), call]))
}
