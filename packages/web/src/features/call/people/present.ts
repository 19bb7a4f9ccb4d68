import type { Other } from '@parley/client/calls'
import type { CallInfo } from '@parley/protocol'

/** Somebody in a call, as the list of its people shows them. */
export interface Present {
  readonly user: string
  readonly isMe: boolean
  /** What others hear of them; `away`: their network may be gone. */
  readonly voice: 'on' | 'off' | 'away'
}

interface Me {
  readonly user: string
  /** Others hear my microphone. */
  readonly isHeard: boolean
}

/** Everybody in a call in the order in which they came, and then who is away. */
export function peopleIn(call: CallInfo, others: readonly Other[], me: Me): readonly Present[] {
  const isHeard = (user: string): boolean =>
    user === me.user ? me.isHeard : (others.find((other) => other.user === user)?.flags.audio ?? true)
  const here = call.participants
    .toSorted((a, b) => a.joinedAt - b.joinedAt)
    .map(({ user }): Present => ({ user, isMe: user === me.user, voice: isHeard(user) ? 'on' : 'off' }))
  const away = (call.away ?? []).map(({ user }): Present => ({ user, isMe: user === me.user, voice: 'away' }))
  return [...here, ...away]
}
