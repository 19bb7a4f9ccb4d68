/** Entries that may wait for one device. */
export const mostWaiting = 10_000
