import type { OutputOf } from '@parley/protocol'
import type { House } from '../../house.ts'
import { type CallState, infoOf } from './call-state.ts'
import type { SfuDesk } from './sfu-desk.ts'

/** The answer to whoever has a seat: the call, and how their media travels. */
export async function admit(
  { media }: House,
  call: CallState,
  { user, device }: { readonly user: string; readonly device: string },
  desk: SfuDesk | null,
): Promise<OutputOf<'calls.join'>> {
  const path = await media.path({ user })
  const isSfu = desk !== null && call.carrier === 'sfu'
  const route = isSfu
    ? { kind: 'sfu' as const, ticket: desk.ticket({ call: call.id, device }), ...path }
    : { kind: 'mesh' as const, ...path }
  return { call: infoOf(call), route }
}
