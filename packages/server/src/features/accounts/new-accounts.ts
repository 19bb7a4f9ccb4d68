import { type Grant, ParleyError, type Profile } from '@parley/protocol'
import type { Caller } from '../../gateway/handler.ts'
import type { NewAccount } from '../../ports/storage/accounts.ts'
import { announceArrival } from '../invites/announce-arrival.ts'
import { nameKey, tidyName } from './display-name.ts'
import type { FrontDesk } from './front-desk.ts'
import { type HandleForms, handleFault, handleForms } from './handle.ts'

export type Wanted = Pick<NewAccount, 'user' | 'kind' | 'handle' | 'password' | 'passkey' | 'admittance'> & {
  readonly name: string
}

/** The forms of a handle that may be registered. Throws what is wrong with it. */
export async function freeHandle({ storage }: FrontDesk, typed: string): Promise<HandleForms> {
  const forms = handleForms(typed)
  const fault = handleFault(forms, await storage.read('account.handle', forms))
  if (fault) throw new ParleyError(fault)
  return forms
}

const profileOf = ({ user, kind, handle, name }: NewAccount): Profile => ({
  id: user,
  handle: handle?.text ?? null,
  name,
  kind,
})

/** Makes an account, in one write with everything that depends on it. Throws why it may not be. */
async function make(desk: FrontDesk, wanted: Wanted, session: NewAccount['session']): Promise<void> {
  const { storage, clock, newId } = desk
  const name = tidyName(wanted.name)
  const account = { ...wanted, name, nameKey: nameKey(name), session, entryId: newId(), at: clock.now() }
  const made = await storage.apply('account.create', account)
  if (!made.ok) throw new ParleyError(made.why)
  if (made.arrived) await announceArrival(desk, profileOf(account), made.arrived)
}

/** Makes an account that somebody brings over; its person signs in later. */
export async function makeAccount(desk: FrontDesk, wanted: Wanted): Promise<void> {
  await make(desk, wanted, null)
}

/** Makes an account and signs its person in. */
export async function welcome(desk: FrontDesk, wanted: Wanted, device: string, caller: Caller): Promise<Grant> {
  const { session, token } = desk.grants.prepare(device)
  await make(desk, wanted, session)
  return await desk.grants.hand(wanted.user, token, caller)
}
