import { parseObject } from '../parse.ts'
import type { Whisper } from '../whispers.ts'

/** Under this name devices of two people seal for each other what the library says in a verification. */
export const messageType = 'parley.verification'

/** One step of a verification between two people. */
export interface Message {
  readonly id: string
  /** Milliseconds since 1970 at the sender. */
  readonly at: number
  readonly type: string
  readonly content: Readonly<Record<string, unknown>>
  /** Who is verified by the sender. */
  readonly other: string
}

/** Every step after the first names the first. */
export const flowOf = ({ id, content }: Message): string => {
  const relates = content['m.relates_to'] as { readonly event_id?: unknown } | undefined
  return typeof relates?.event_id === 'string' ? relates.event_id : id
}

export const isRequest = ({ content }: Message): boolean => content['msgtype'] === 'm.key.verification.request'

/** The last step of comparing pictures: what the sender has the keys of. */
export const isProof = ({ type }: Message): boolean => type === 'm.key.verification.mac'

const isStep = (type: string): boolean => type === 'm.room.message' || type.startsWith('m.key.verification.')

/** What somebody said; null: nothing that belongs to a verification. */
export function messageIn({ type: name, content: said }: Whisper): Message | null {
  if (name !== messageType) return null
  const { id, at, type, content, other } = (said ?? {}) as Partial<Record<keyof Message, unknown>>
  const isSound = typeof id === 'string' && /^\$[\w-]{1,64}$/.test(id) && Number.isSafeInteger(at)
  if (!isSound || typeof type !== 'string' || !isStep(type) || typeof other !== 'string') return null
  const object = parseObject(JSON.stringify(content ?? null))
  return object ? { id, at: at as number, type, content: object, other } : null
}
