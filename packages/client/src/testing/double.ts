import { Lanes } from '@parley/e2ee'
import { shelf, type UserKeys } from '@parley/e2ee/testing'
import { Vault, type Verification, type VerificationState } from '@parley/e2ee/vault'
import type { InputOf, OutputOf } from '@parley/protocol'
import type { Client } from '../client.ts'
import { eventually, newId } from './town.ts'
import { idOf } from './who.ts'

type Messages = InputOf<'inbox.send'>['messages']

/** Somebody whom the server made up: it has keys of its own under a person's name, and one other person is shown them. */
export class Double implements Disposable {
  readonly shown: UserKeys
  readonly vault: Vault
  readonly #oneTime: { readonly id: string; readonly key: string }[]
  readonly #lanes = new Lanes()
  #verifications: readonly Verification[] = []

  private constructor(vault: Vault, shown: UserKeys, oneTime: { id: string; key: string }[]) {
    this.vault = vault
    this.shown = shown
    this.#oneTime = oneTime
    vault.verifications.onChange((all) => {
      this.#verifications = all
    })
  }

  /** @param before the other person. What the double says reaches them as if it came from the true one. */
  static async of(person: Client, before: Client): Promise<Double> {
    const [user, other, device] = [idOf(person), idOf(before), newId()]
    const oneTime: { id: string; key: string }[] = []
    const { shown, courier } = shelf(user, device, (command, input) => {
      if (command === 'keys.publish') oneTime.push(...((input as InputOf<'keys.publish'>).oneTime ?? []))
      if (command === 'keys.query') return asked(person, other, shown)
      if (command === 'keys.claim') return person.call('keys.claim', input as InputOf<'keys.claim'>)
      if (command !== 'inbox.send') return undefined
      const { messages } = input as { messages: Messages }
      return person.call('inbox.send', { messages: messages.filter((one) => one.user === other) })
    })
    const vault = await Vault.open({ user, device, courier })
    await vault.pump()
    await vault.makeIdentity()
    return new Double(vault, shown, oneTime)
  }

  /** One of its keys for whoever wants to begin a conversation. */
  claimed(): OutputOf<'keys.claim'>['keys'] {
    const key = this.#oneTime.shift()
    const [device] = this.shown.devices
    return key && device ? [{ user: this.shown.user, device: device.device, ...key, fallback: false }] : []
  }

  /** What the other person has sealed for it. */
  async hear(from: string, messages: Messages): Promise<void> {
    const parcels = messages.map(({ body }) => ({ from, body }))
    await this.#lanes.run('in', () => this.vault.receive(parcels, [], { oneTime: 50, unusedFallback: true }))
  }

  /** Waits until its verification is in a state, and answers its id. */
  async reaches(kind: VerificationState['kind']): Promise<string> {
    await eventually(() => this.#verifications.at(-1)?.state.kind === kind)
    return this.#verifications.at(-1)?.id ?? ''
  }

  [Symbol.dispose](): void {
    this.vault[Symbol.dispose]()
  }
}

/** The true keys of whoever is deceived, and the double's own. */
async function asked(person: Client, other: string, shown: UserKeys): Promise<OutputOf<'keys.query'>> {
  const { users } = await person.call('keys.query', { users: [other] })
  return { users: [...users, shown], later: [] }
}
