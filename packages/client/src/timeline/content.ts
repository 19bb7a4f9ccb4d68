import { readPlainBody } from '@parley/e2ee'
import type { Content, Entry, MembershipChange } from '@parley/protocol'
import type { ReadEntry } from '../sealing/opening.ts'
import type { ItemContent } from './timeline.ts'

const newer: ItemContent = { kind: 'unreadable', why: 'newer' }
const broken: ItemContent = { kind: 'unreadable', why: 'broken' }

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isOneOf = <T extends string>(value: unknown, known: readonly T[]): value is T =>
  known.some((one) => one === value)

const media = ['audio', 'video'] as const
const outcomes = ['ended', 'missed', 'declined', 'busy', 'failed'] as const
const histories = ['joined', 'shared'] as const
const roles = ['owner', 'moderator', 'member'] as const
const aboutRoom = ['created', 'renamed', 'line', 'sealed'] as const
const aboutUser = ['joined', 'left', 'invited', 'declined', 'kicked', 'banned', 'unbanned'] as const

function readWritten(fields: Fields): Content | null | undefined {
  if (fields['kind'] === 'text') {
    const text = fields['text']
    return typeof text === 'string' && text !== '' ? { v: 1, kind: 'text', text } : null
  }
  if (fields['kind'] !== 'call') return undefined
  const {
    call,
    lasted,
    media: with_,
    outcome,
  } = fields as Fields & Record<'call' | 'lasted' | 'media' | 'outcome', unknown>
  const isCall =
    typeof call === 'string' && typeof lasted === 'number' && isOneOf(with_, media) && isOneOf(outcome, outcomes)
  return isCall ? { v: 1, kind: 'call', call, media: with_, outcome, lasted } : null
}

function readMembership(fields: Fields): MembershipChange | null | undefined {
  const { kind, user, role, history } = fields as Fields & Record<'kind' | 'user' | 'role' | 'history', unknown>
  if (isOneOf(kind, aboutRoom)) return { v: 1, kind }
  if (kind === 'history') return isOneOf(history, histories) ? { v: 1, kind, history } : null
  if (kind !== 'role' && !isOneOf(kind, aboutUser)) return undefined
  if (typeof user !== 'string') return null
  if (kind !== 'role') return { v: 1, kind, user }
  return isOneOf(role, roles) ? { v: 1, kind, user, role } : null
}

/**
 * Reads the body of an entry, which may come from anybody: what it does not know is `newer`, what makes no sense is
 * `broken`. Checked by hand, so that windows need no schema library.
 */
export function readContent(kind: Entry['kind'], body: string): ItemContent {
  return contentIn(kind, readPlainBody(body))
}

/** What an entry says: what was sealed in it, or what stands in it. */
export function contentOf({ kind, body, opening }: ReadEntry): ItemContent {
  if (!opening || opening.kind === 'clear') return readContent(kind, body)
  return opening.kind === 'opened' ? contentIn(kind, opening.content) : { kind: 'unreadable', why: opening.why }
}

function contentIn(kind: Entry['kind'], fields: unknown): ItemContent {
  if (!isFields(fields)) return broken
  if (fields['v'] !== 1) return typeof fields['v'] === 'number' ? newer : broken
  if (kind === 'membership') {
    const change = readMembership(fields)
    return change ? { kind: 'membership', change } : change === null ? broken : newer
  }
  const content = readWritten(fields)
  return content ?? (content === null ? broken : newer)
}
