export const flushLater = (flush: () => void) => setImmediate(flush)
