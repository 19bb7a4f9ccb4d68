import type { Topics } from '../backend.ts'
import { emptyTimeline } from '../timeline/timeline.ts'

/** What a window shows of a topic before the engine has said anything. */
export const blank: Topics = {
  session: { kind: 'restoring' },
  connection: { kind: 'offline' },
  rooms: [],
  people: new Map(),
  cards: new Map(),
  myProfile: { kind: 'unknown' },
  presence: new Map(),
  calls: [],
  keyring: { kind: 'closed' },
  verifications: [],
  trust: { people: new Map(), devices: new Map() },
  timeline: { ...emptyTimeline, loading: 'opening' },
  typing: [],
  marks: [],
  markCounts: null,
  members: { kind: 'unknown' },
  draft: '',
}
