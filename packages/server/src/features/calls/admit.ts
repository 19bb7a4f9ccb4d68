import type { OutputOf } from '@parley/protocol'
import type { House } from '../../house.ts'
import { type CallState, infoOf } from './call-state.ts'

/** The answer to whoever has a seat: the call, and how their media travels. */
export async function admit(
  { media }: House,
  call: CallState,
  { user, device }: { readonly user: string; readonly device: string },
): Promise<OutputOf<'calls.join'>> {
  return { call: infoOf(call), route: await media.admit({ call: call.id, user, device }) }
}
