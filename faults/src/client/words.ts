import { createHash } from 'node:crypto'

/** What names words in a history: 16 characters of their SHA-256. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16)

/** Stands in everything that is sealed and in nothing else: it must be found on no server (I12). */
export const canary = 'nobody but us may read this'
/** Stands in what is clear, and has to be found where the canary is looked for: else nothing was looked through. */
export const marker = 'everybody may read this'
