import type { CallInfo } from '@parley/protocol'

export type CallMedia = CallInfo['media']

/** Why a call is over, as seen from here. */
export type EndReason =
  /** I left it. */
  | 'left'
  /** The other left it. */
  | 'hung-up'
  | 'declined'
  | 'busy'
  | 'missed'
  /** The connection was lost for too long, or never came about. */
  | 'failed'
  /** The other answered, and nothing leads from one device to the other. */
  | 'no-path'
  /** This device may not seal: nobody has confirmed it. */
  | 'unconfirmed'
  /** The other has new keys that I have not looked at. */
  | 'new-keys'
  /** It goes on in another tab, or on another of my devices. */
  | 'moved'
  /** It is locked, and I was not in it. */
  | 'locked'
  /** A moderator took me out of it. */
  | 'removed'
  /** It goes over a server, and this browser cannot seal what it would send there. */
  | 'cannot-seal'

interface About {
  readonly room: string
  readonly media: CallMedia
}
interface Known extends About {
  readonly call: string
  /** I called; whoever called writes down what became of it. */
  readonly isMine: boolean
  /** In a room of many. */
  readonly isGroup: boolean
}

/** The call of this tab. A ring is not one yet: see `ringsFor`. */
export type CallState =
  | { readonly kind: 'idle' }
  /** Getting ready: devices and preview, nobody is called yet. */
  | (About & { readonly kind: 'asking' })
  /** It rings at the other. `call`: null until the server has said its id. */
  | (About & { readonly kind: 'ringing'; readonly call: string | null })
  /**
   * Both are there, media not yet. `since`: when it was first live, after a reload; else null. `isStuck`: no path was
   * found yet, and it is looked for on.
   */
  | (Known & {
      readonly kind: 'joining'
      readonly isIn: boolean
      readonly since: number | null
      readonly isStuck: boolean
    })
  /** In a room of many nobody else has come yet, or all have gone. */
  | (Known & { readonly kind: 'alone'; readonly since: number | null })
  /** `since`: milliseconds since 1970 at which media first flowed. */
  | (Known & { readonly kind: 'live'; readonly since: number })
  | (Known & { readonly kind: 'reconnecting'; readonly since: number })
  /**
   * `lasted`: milliseconds, 0 when it never was live. `wasAnswered`: somebody took it, even if no media ever flowed.
   * `by`: who took me out of it; else null.
   */
  | (About & {
      readonly kind: 'ended'
      readonly call: string | null
      readonly isMine: boolean
      readonly isGroup: boolean
      readonly wasAnswered: boolean
      readonly reason: EndReason
      readonly lasted: number
      readonly by: string | null
    })

export type CallInput =
  | { readonly kind: 'ask'; readonly room: string; readonly media: CallMedia }
  | { readonly kind: 'start'; readonly room: string; readonly media: CallMedia }
  /** I answer a ring. */
  | { readonly kind: 'answer'; readonly call: CallInfo; readonly me: string; readonly media: CallMedia }
  /** I come back: after a reload, or from another tab. */
  | { readonly kind: 'rejoin'; readonly call: CallInfo; readonly me: string; readonly since: number | null }
  /** The server gave this device a seat. */
  | { readonly kind: 'admitted'; readonly call: CallInfo; readonly me: string }
  /** The server did not. */
  | { readonly kind: 'refused'; readonly reason: EndReason; readonly call: string | null; readonly now: number }
  /** News of a call, possibly of another one. */
  | {
      readonly kind: 'seen'
      readonly call: CallInfo
      readonly me: string
      readonly device: string
      readonly now: number
    }
  | { readonly kind: 'connected'; readonly now: number }
  | { readonly kind: 'interrupted' }
  /** The others answer, and to one of them no path is found. */
  | { readonly kind: 'stuck' }
  /** No media came for longer than `patienceOf` the state. */
  | { readonly kind: 'late'; readonly now: number }
  /** Another tab took the call over. */
  | { readonly kind: 'taken-over'; readonly now: number }
  | { readonly kind: 'removed'; readonly call: string; readonly by: string; readonly now: number }
  | { readonly kind: 'leave'; readonly now: number }
  /** What was said about the end has been read. */
  | { readonly kind: 'dismiss' }
  /** Nobody is signed in any more. */
  | { readonly kind: 'signed-out' }

export type Running = Extract<CallState, { kind: 'ringing' | 'joining' | 'alone' | 'live' | 'reconnecting' }>

/** Whether this tab has a call: it rings out, or it runs. */
export function isRunning(state: CallState): state is Running {
  return state.kind !== 'idle' && state.kind !== 'asking' && state.kind !== 'ended'
}

const sinceOf = (state: Running): number | null => (state.kind === 'ringing' ? null : state.since)
const isStuck = (state: Running): boolean => state.kind === 'joining' && state.isStuck
const isMineOf = (state: Running): boolean => state.kind === 'ringing' || state.isMine

function end(state: Running, reason: EndReason, now: number, call = state.call, by: string | null = null): CallState {
  const since = sinceOf(state)
  const lasted = since === null ? 0 : Math.max(0, now - since)
  const isGroup = state.kind !== 'ringing' && state.isGroup
  const about = { room: state.room, media: state.media, call, isMine: isMineOf(state), isGroup }
  return { kind: 'ended', ...about, wasAnswered: state.kind !== 'ringing', reason, lasted, by }
}

/**
 * Milliseconds for which a state may wait for media; null: it does not. In a room of many one waits for as long as one
 * likes: others come and go, and with one of them there may be a path.
 */
export function patienceOf(state: CallState): number | null {
  const { kind } = state
  if ((kind === 'joining' || kind === 'reconnecting') && state.isGroup) return null
  if (kind === 'joining') return 30_000
  return kind === 'reconnecting' ? 60_000 : null
}

/** Whether an answer of the server about a call still belongs to what goes on in this tab. */
export function isOf(state: CallState, call: Pick<CallInfo, 'id' | 'room'>): state is Running {
  return isRunning(state) && (state.call === call.id || (state.call === null && state.room === call.room))
}

/** Whether this tab sits in a call: what is said to those in it is meant for it. */
export function sitsIn(state: CallState, call: string): state is Running {
  return isRunning(state) && state.call === call && (state.kind !== 'joining' || state.isIn)
}

function join(call: CallInfo, me: string, media: CallMedia, isIn: boolean, since: number | null): CallState {
  const known = { call: call.id, room: call.room, media, isMine: call.startedBy === me, isGroup: call.isGroup === true }
  return { kind: 'joining', ...known, isIn, since, isStuck: false }
}

function admitted(state: Running, call: CallInfo, me: string): CallState {
  if (state.kind === 'joining') return { ...state, isIn: true }
  if (state.kind !== 'ringing') return state
  if (call.state === 'ringing') return { ...state, call: call.id }
  return join(call, me, state.media, true, null)
}

function seen(state: Running, { call, me, device, now }: Extract<CallInput, { kind: 'seen' }>): CallState {
  if (call.id !== state.call) return state
  // Whoever gives up first ends it for both.
  if (call.state === 'ended') return end(state, isStuck(state) ? 'no-path' : (call.reason ?? 'failed'), now)
  const isIn = state.kind !== 'joining' || state.isIn
  const own = call.participants.find(({ user }) => user === me)
  if (isIn && own && own.device !== device) return end(state, 'moved', now)
  if (state.kind === 'ringing') return call.state === 'live' ? join(call, me, state.media, true, null) : state
  return isIn && own ? amongOthers(state, call) : state
}

/** In a room of many a call goes on while nobody else is there. */
function amongOthers(
  state: Exclude<Running, { kind: 'ringing' }>,
  { participants, isHealing, away }: CallInfo,
): CallState {
  const isAlone = participants.length === 1
  if (state.kind === 'alone')
    return isAlone ? state : { ...known(state), kind: 'joining', isIn: true, since: state.since, isStuck: false }
  if (!state.isGroup || !isAlone || isHealing || away) return state
  return { ...known(state), kind: 'alone', since: state.since }
}

/** Where a call begins, or the words about its end are put away. */
type Opening = Extract<CallInput, { kind: 'ask' | 'start' | 'answer' | 'rejoin' | 'dismiss' }>

function opened(state: Exclude<CallState, Running>, input: Opening): CallState {
  switch (input.kind) {
    case 'ask':
      return { kind: 'asking', room: input.room, media: input.media }
    case 'start':
      return { kind: 'ringing', room: input.room, media: input.media, call: null }
    case 'answer':
      return join(input.call, input.me, input.media, false, null)
    case 'rejoin': {
      const { id, room, media, state: stage } = input.call
      if (stage === 'ringing') return { kind: 'ringing', room, media, call: id }
      return join(input.call, input.me, media, false, input.since)
    }
    case 'dismiss':
      return state.kind === 'idle' ? state : { kind: 'idle' }
  }
}

function went(state: Running, input: Exclude<CallInput, Opening | { kind: 'signed-out' }>): CallState {
  switch (input.kind) {
    case 'admitted':
      return admitted(state, input.call, input.me)
    case 'refused':
      return end(state, input.reason, input.now, input.call ?? state.call)
    case 'seen':
      return seen(state, input)
    case 'connected':
      if (state.kind === 'ringing' || state.kind === 'alone' || state.kind === 'live') return state
      return { ...known(state), kind: 'live', since: state.since ?? input.now }
    case 'interrupted':
      return state.kind === 'live' ? { ...state, kind: 'reconnecting' } : state
    case 'stuck':
      return state.kind === 'joining' && !state.isStuck ? { ...state, isStuck: true } : state
    case 'late':
      return patienceOf(state) === null ? state : end(state, isStuck(state) ? 'no-path' : 'failed', input.now)
    case 'taken-over':
      return end(state, 'moved', input.now)
    case 'removed':
      return sitsIn(state, input.call) ? end(state, 'removed', input.now, input.call, input.by) : state
    case 'leave':
      return end(state, 'left', input.now)
  }
}

const openings: ReadonlySet<CallInput['kind']> = new Set(['ask', 'start', 'answer', 'rejoin', 'dismiss'])
const isOpening = (input: CallInput): input is Opening => openings.has(input.kind)

/** What becomes of the call of this tab: one at a time. Pure; answers the same object where nothing changed. */
export function next(state: CallState, input: CallInput): CallState {
  if (input.kind === 'signed-out') return state.kind === 'idle' ? state : { kind: 'idle' }
  if (isOpening(input)) return isRunning(state) ? state : opened(state, input)
  return isRunning(state) ? went(state, input) : state
}

const known = ({ call, room, media, isMine, isGroup }: Known): Known => ({ call, room, media, isMine, isGroup })
