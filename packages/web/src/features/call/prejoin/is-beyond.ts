import { canSeal } from '@parley/client/calls'
import type { CallInfo } from '@parley/protocol'

/** Whether the call that runs in a room goes over a server, and this browser cannot seal what it would send there. */
export const isBeyond = (calls: readonly CallInfo[], room: string): boolean =>
  !canSeal() && calls.some((call) => call.room === room && call.state === 'live' && call.carrier === 'sfu')
