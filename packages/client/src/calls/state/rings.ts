import type { CallInfo } from '@parley/protocol'

/** The calls that ring for somebody, the oldest first: not those they made, and not those they are in already. */
export function ringsFor(calls: readonly CallInfo[], me: string): readonly CallInfo[] {
  const rings = (call: CallInfo): boolean =>
    call.state === 'ringing' && call.startedBy !== me && call.participants.every(({ user }) => user !== me)
  return calls.filter(rings).sort((a, b) => a.startedAt - b.startedAt)
}

/** How a ring ended that nobody answered here; null: it still rings, or was refused or answered here. */
export type RingEnd = 'answered-elsewhere' | 'declined-elsewhere' | 'missed'

/**
 * What to say about a ring that is gone.
 *
 * @param call the same call now; undefined when nothing is known of it any more
 * @param device the device of this tab
 */
export function ringEnd(call: CallInfo | undefined, me: string, device: string): RingEnd | null {
  if (!call || call.state === 'ringing') return null
  if (call.state === 'live') {
    const own = call.participants.find(({ user }) => user === me)
    return own && own.device !== device ? 'answered-elsewhere' : null
  }
  if (call.reason === 'declined') return 'declined-elsewhere'
  return call.reason === 'missed' ? 'missed' : null
}

/** The running call that this device is in, whichever of its tabs has it. */
export function callOfDevice(calls: readonly CallInfo[], device: string): CallInfo | undefined {
  return calls.find(({ state, participants }) => state === 'live' && participants.some((one) => one.device === device))
}
