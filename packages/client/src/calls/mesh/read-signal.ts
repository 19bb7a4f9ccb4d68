import { type CallSignal, type IceCandidate, signalsTogether } from '@parley/protocol'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const isIndex = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256
const isKey = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value)

const isFlag = (value: unknown): value is boolean | undefined => value === undefined || typeof value === 'boolean'
const isMoment = (value: unknown): value is number | undefined =>
  value === undefined || (Number.isSafeInteger(value) && Number(value) >= 0)
/** What is there of something that may be left out. */
const given = <T extends Fields>(fields: T): { readonly [K in keyof T]?: NonNullable<T[K]> } =>
  Object.values(fields).includes(undefined) ? {} : (fields as never)

/** What this program says has four sections; hundreds of them keep a browser busy for long. */
const sectionsMost = 32
const isDescription = (value: unknown): value is string =>
  typeof value === 'string' && value.split(/^m=/m).length <= sectionsMost

const textOrNull = (value: unknown): value is string | null => typeof value === 'string' || value === null

function readCandidate(value: unknown): IceCandidate | null {
  if (!isFields(value)) return null
  const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = value as Record<keyof IceCandidate, unknown>
  const hasIndex = typeof sdpMLineIndex === 'number' || sdpMLineIndex === null
  if (typeof candidate !== 'string' || !hasIndex || !textOrNull(sdpMid) || !textOrNull(usernameFragment)) return null
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment }
}

/**
 * Reads what came in one body about a call, which may come from anybody: nothing of what makes no sense or is newer than
 * this program. Checked by hand, so that the page needs no schema library.
 */
export function readSignals(body: string): readonly CallSignal[] {
  const value = parse(body)
  const { v, kind, signals } = isFields(value) ? value : {}
  const all = v === 1 && kind === 'several' && Array.isArray(signals) ? signals : [value]
  return all.slice(0, signalsTogether).flatMap((one) => readSignal(one) ?? [])
}

function readSignal(fields: unknown): CallSignal | null {
  if (!isFields(fields) || fields['v'] !== 1) return null
  const { kind, sdp, candidate, audio, video, screen, hand, emoji, index, key, ask, carrier, camera } =
    fields as Fields & Record<'sdp' | 'candidate', unknown>
  switch (kind) {
    case 'webrtc-offer':
    case 'webrtc-answer':
      return isDescription(sdp) ? { v: 1, kind, sdp } : null
    case 'webrtc-ice': {
      const place = readCandidate(candidate)
      return place && { v: 1, kind, candidate: place }
    }
    case 'media':
      if (typeof audio !== 'boolean' || typeof video !== 'boolean' || !isFlag(screen) || !isMoment(hand)) return null
      return { v: 1, kind, audio, video, ...given({ screen }), ...given({ hand }) }
    case 'reaction':
      return typeof emoji === 'string' && emoji.length > 0 && emoji.length <= 32 ? { v: 1, kind, emoji } : null
    case 'media-key':
      return isIndex(index) && isKey(key) && typeof ask === 'boolean' ? { v: 1, kind, index, key, ask } : null
    case 'media-key-ack':
      return isIndex(index) ? { v: 1, kind, index } : null
    case 'media-wish':
      return typeof camera === 'boolean' && typeof screen === 'boolean' ? { v: 1, kind, camera, screen } : null
    case 'media-arrived':
      return carrier === 'mesh' || carrier === 'sfu' ? { v: 1, kind, carrier } : null
    default:
      return null
  }
}
