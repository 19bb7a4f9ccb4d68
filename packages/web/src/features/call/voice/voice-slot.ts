import { cell } from '../../../design/cell.ts'

/** Where the card of a voice channel stands, while the list of rooms is on the page. */
export const voiceSlot = cell<HTMLElement | null>(null)
