import type { Content } from '@parley/protocol'
import { type CallState, isRunning } from './call-state.ts'

/** What has to be done because a call went from one state to another, in this order. */
export type Effect =
  | { readonly do: 'start'; readonly room: string; readonly media: 'audio' | 'video' }
  | { readonly do: 'join'; readonly call: string }
  /** Lets go of media, devices and seat keeping. */
  | { readonly do: 'close' }
  /** `isWritten`: where the call ends with it, that it was is written into the room. */
  | {
      readonly do: 'leave'
      readonly call: string
      readonly room: string
      readonly media: 'audio' | 'video'
      readonly isWritten: boolean
    }
  | { readonly do: 'record'; readonly room: string; readonly content: Extract<Content, { kind: 'call' }> }

type Ended = Extract<CallState, { kind: 'ended' }>

/** Ends of which the others know nothing yet. */
const told: readonly Ended['reason'][] = ['left', 'failed', 'no-path', 'cannot-seal']

/** What the caller writes into a direct message; null: nothing happened that is worth it, or somebody else writes it. */
function recordOf(ended: Ended): Extract<Content, { kind: 'call' }> | null {
  const { call, media, isMine, isGroup, wasAnswered, reason, lasted } = ended
  if (!isMine || isGroup || call === null || reason === 'moved') return null
  const about = { v: 1, kind: 'call', call, media, lasted: Math.round(lasted) } as const
  if (lasted > 0) return { ...about, outcome: 'ended' }
  switch (reason) {
    case 'declined':
    case 'busy':
      return { ...about, outcome: reason }
    case 'left':
      return { ...about, outcome: wasAnswered ? 'failed' : 'missed' }
    case 'missed':
      return { ...about, outcome: 'missed' }
    case 'hung-up':
    case 'failed':
    case 'no-path':
    case 'unconfirmed':
    case 'new-keys':
    case 'locked':
    case 'removed':
    case 'cannot-seal':
      return { ...about, outcome: 'failed' }
  }
}

/** The effects of one step. Pure. */
export function effectsOf(before: CallState, after: CallState): readonly Effect[] {
  if (before === after) return []
  const effects: Effect[] = []
  const wasRunning = isRunning(before)
  if (isRunning(after) && !wasRunning) {
    const { call, room, media } = after
    effects.push(call === null ? { do: 'start', room, media } : { do: 'join', call })
  }
  if (after.kind !== 'ended') {
    // Who signs out has no seat any more: the server lets go of it by itself.
    if (after.kind === 'idle' && (before.kind === 'asking' || wasRunning)) effects.push({ do: 'close' })
    return effects
  }
  effects.push({ do: 'close' })
  // A connection that failed here may still stand at the other, who would wait for nothing.
  const isTold = told.includes(after.reason)
  if (isTold && after.call !== null) {
    const { call, room, media, isGroup, lasted } = after
    effects.push({ do: 'leave', call, room, media, isWritten: isGroup && lasted > 0 })
  }
  const content = recordOf(after)
  if (content) effects.push({ do: 'record', room: after.room, content })
  return effects
}
