import type { AccountReads } from '../../ports/storage/accounts.ts'
import type { Exchange } from '../../ports/storage/exchange.ts'
import { looksLike } from './confusables.ts'

export interface HandleForms {
  /** As it is stored and shown. */
  readonly text: string
  /** The same for all handles that a reader could mistake for each other. */
  readonly skeleton: string
}

type Found = AccountReads['account.handle'] extends Exchange<unknown, infer Out> ? Out : never
type Fault = 'handle_taken' | 'handle_look_alike' | 'handle_not_allowed'

const shape = /^[a-z0-9][a-z0-9._-]{0,30}[a-z0-9]$/
/** Names that stand for the house, or for many people at once. */
const reserved = [
  'admin',
  'administrator',
  'all',
  'anyone',
  'everybody',
  'everyone',
  'guest',
  'help',
  'here',
  'moderator',
  'nobody',
  'null',
  'operator',
  'owner',
  'parley',
  'root',
  'security',
  'server',
  'support',
  'system',
  'undefined',
]

/** NFKC and lower case: what a handle is compared and stored as. */
export const foldHandle = (typed: string): string => typed.trim().normalize('NFKC').toLowerCase().normalize('NFKC')

function skeletonOf(folded: string): string {
  const letters = looksLike(folded).replace(/[._\-‐-―\s]/gu, '')
  return letters.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('0', 'o').replace(/[1i|]/g, 'l')
}

export function handleForms(typed: string): HandleForms {
  const text = foldHandle(typed)
  return { text, skeleton: skeletonOf(text) }
}

const reservedSkeletons = new Set(reserved.map((name) => skeletonOf(name)))

/**
 * Why nobody can have a handle, or null.
 * @param found who has it, or one that looks like it, in the storage
 */
export function handleFault({ text, skeleton }: HandleForms, found: Found): Fault | null {
  if (found === 'taken' || reserved.includes(text)) return 'handle_taken'
  if (found === 'look-alike' || reservedSkeletons.has(skeleton)) return 'handle_look_alike'
  return shape.test(text) ? null : 'handle_not_allowed'
}
