import type { Courier } from '@parley/e2ee/vault'
import { type InputOf, makeId, type OutputOf } from '@parley/protocol'

type UserKeys = OutputOf<'keys.query'>['users'][number]
type Claimed = OutputOf<'keys.claim'>['keys'][number]
type Numbered = { readonly id: string; readonly key: string }

export const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** The key service in memory, for people with one device each: what sealing takes is measured without any server. */
export class Household {
  readonly #shown = new Map<string, UserKeys>()
  readonly #stock = new Map<string, Numbered[]>()
  readonly #inboxes = new Map<string, { from: string; body: string }[]>()

  /** What has come for somebody since the last call. */
  parcels(user: string): readonly { readonly from: string; readonly body: string }[] {
    const found = this.#inboxes.get(user) ?? []
    this.#inboxes.delete(user)
    return found
  }

  courier(user: string, device: string): Courier {
    const answer = async (command: string, input: unknown): Promise<unknown> => {
      switch (command) {
        case 'keys.publish':
          return this.#publish(user, device, input as InputOf<'keys.publish'>)
        case 'keys.identity':
          Object.assign(this.#of(user), input)
          return {}
        case 'keys.sign':
          return this.#sign(user, input as InputOf<'keys.sign'>)
        case 'keys.query':
          return { users: (input as InputOf<'keys.query'>).users.map((one) => this.#of(one)), later: [] }
        case 'keys.claim':
          return { keys: (input as InputOf<'keys.claim'>).devices.flatMap((one) => this.#claim(one)) }
        case 'inbox.send':
          return this.#deliver(user, input as InputOf<'inbox.send'>)
        default:
          throw new Error(`Nobody here answers ${command}.`)
      }
    }
    return answer as Courier
  }

  #of(user: string): UserKeys {
    const known = this.#shown.get(user)
    if (known) return known
    const fresh = { user, master: null, selfSigning: null, userSigning: null, devices: [], signatures: [] }
    this.#shown.set(user, fresh)
    return fresh
  }

  #publish(user: string, device: string, { device: keys, oneTime = [] }: InputOf<'keys.publish'>) {
    if (keys !== undefined) this.#of(user).devices = [{ device, name: '', keys }]
    const stock = [...(this.#stock.get(device) ?? []), ...oneTime]
    this.#stock.set(device, stock)
    return { oneTime: stock.length }
  }

  #sign(signer: string, { signatures }: InputOf<'keys.sign'>) {
    for (const { user, target, key, signature } of signatures)
      this.#of(user).signatures.push({ signer, target, key, signature })
    return {}
  }

  #claim({ user, device }: { readonly user: string; readonly device: string }): readonly Claimed[] {
    const next = this.#stock.get(device)?.shift()
    return next ? [{ user, device, ...next, fallback: false }] : []
  }

  #deliver(from: string, { messages }: InputOf<'inbox.send'>) {
    for (const { user, body } of messages) this.#inboxes.set(user, [...(this.#inboxes.get(user) ?? []), { from, body }])
    return {}
  }
}
