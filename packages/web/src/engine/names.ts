/** One per origin: all windows of a browser profile meet here. */
export const channelName = 'parley'
export const storeName = 'parley'
export const leaderLock = 'parley-engine'

/** What the worker says to the window that started it: it serves, or why it cannot. */
export type WorkerWord = { readonly kind: 'serving' } | { readonly kind: 'failed'; readonly reason: string }
