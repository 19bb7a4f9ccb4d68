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

async function ofPerson(machine: OlmMachine, user: string): Promise<PersonTrust | null> {
  const identity = await machine.getIdentity(userId(user))
  if (!(identity instanceof OtherUserIdentity)) return null
  if (identity.hasVerificationViolation()) return 'changed'
  return identity.isVerified() ? 'verified' : null
}

/** Who is verified, as far as is known on this device. */
export class TrustBook {
  readonly #machine: OlmMachine

  constructor(machine: OlmMachine) {
    this.#machine = machine
  }

  /** Told whenever `all` may say something else. */
  onChange(told: () => void): void {
    void this.#machine.registerUserIdentityUpdatedCallback(async () => told())
    void this.#machine.registerDevicesUpdatedCallback(async () => told())
  }

  /** Of everybody whose keys are followed here. */
  async all(): Promise<Trust> {
    const machine = this.#machine
    const users = [...(await machine.trackedUsers())].map((user) => idOf(user.toString()))
    const known = await Promise.all(users.map(async (user) => [user, await ofPerson(machine, user)] as const))
    const own = (await machine.getUserDevices(machine.userId)).devices()
    return {
      people: new Map(known.flatMap(([user, trust]) => (trust === null ? [] : [[user, trust]]))),
      devices: new Map(
        own.map((device) => [device.deviceId.toString(), device.isCrossSignedByOwner() ? 'confirmed' : 'unconfirmed']),
      ),
    }
  }

  /** Of these, who was verified and has other keys now: nothing is sealed for them until somebody has looked at it. */
  async changed(users: readonly string[]): Promise<readonly string[]> {
    const trusts = await Promise.all(users.map((user) => ofPerson(this.#machine, user)))
    return users.filter((_, at) => trusts[at] === 'changed')
  }

  /** The new keys of somebody have been looked at: they count as not verified from here on. */
  async accept(user: string): Promise<void> {
    const identity = await this.#machine.getIdentity(userId(user))
    if (!(identity instanceof OtherUserIdentity)) return
    if (identity.hasVerificationViolation()) await identity.withdrawVerification()
  }
}
