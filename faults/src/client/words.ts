import { createHash } from 'node:crypto'

/** What names words in a history: 16 characters of their SHA-256. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16)
