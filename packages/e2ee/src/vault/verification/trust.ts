import { type OlmMachine, OtherUserIdentity } from '@matrix-org/matrix-sdk-crypto-wasm'
import { idOf, userId } from '../names.ts'

/**
 * What this device holds of somebody: `verified`, they compared with me; `changed`, they did, and have other keys now.
 * Who is in neither has not been verified.
 */
export type PersonTrust = 'verified' | 'changed'

export interface Trust {
  readonly people: ReadonlyMap<string, PersonTrust>
  /** Own devices, this one included, by whether the person's identity has signed them. */
  readonly devices: ReadonlyMap<string, 'confirmed' | 'unconfirmed'>
}

/** Of one person. null: not verified. */
export async function personTrust(machine: OlmMachine, user: string): Promise<PersonTrust | null> {
  const identity = await machine.getIdentity(userId(user))
  if (!(identity instanceof OtherUserIdentity)) return null
  if (identity.hasVerificationViolation()) return 'changed'
  return identity.isVerified() ? 'verified' : null
}

/** Of everybody whose keys are followed here. */
export async function wholeTrust(machine: OlmMachine): Promise<Trust> {
  const users = [...(await machine.trackedUsers())].map((user) => idOf(user.toString()))
  const known = await Promise.all(users.map(async (user) => [user, await personTrust(machine, user)] as const))
  const own = (await machine.getUserDevices(machine.userId)).devices()
  return {
    people: new Map(known.flatMap(([user, trust]) => (trust === null ? [] : [[user, trust]]))),
    devices: new Map(
      own.map((device) => [device.deviceId.toString(), device.isCrossSignedByOwner() ? 'confirmed' : 'unconfirmed']),
    ),
  }
}

/** Somebody who was verified and has other keys now counts as not verified from here on. */
export async function acceptChange(machine: OlmMachine, user: string): Promise<void> {
  const identity = await machine.getIdentity(userId(user))
  if (!(identity instanceof OtherUserIdentity)) return
  if (identity.hasVerificationViolation()) await identity.withdrawVerification()
}
