import { randomBytes } from 'node:crypto'
import { makeId } from '@parley/protocol'

/** A fresh id (UUIDv7). */
export const newId = (): string => makeId(Date.now(), randomBytes(10))
