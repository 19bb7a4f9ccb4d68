import { type Courier, type Opening, type Parcel, type SealedEntry, Vault } from '@parley/e2ee/vault'
import type { InboxEntry } from '@parley/protocol'
import type { Person } from '@parley/server/testing'

type Socket = Awaited<ReturnType<Person['socket']>>

const parcel = ({ from, body }: InboxEntry): Parcel => ({ from: from.user, body })

/** Reasons that end when a key arrives. */
const waits = ['no-key', 'key-too-late']

/** One device with its keys, against the real server. */
export class SealedDevice implements AsyncDisposable {
  readonly person: Person
  readonly vault: Vault
  readonly #socket: Socket
  #changes = 0

  private constructor(person: Person, vault: Vault, socket: Socket) {
    this.person = person
    this.vault = vault
    this.#socket = socket
  }

  /**
   * @param hasIdentity whether this device makes its person's identity, as the first of an account does
   * @param between what stands between the device and the server, and may not mean well
   */
  static async open(
    person: Person,
    hasIdentity = true,
    between: (honest: Courier) => Courier = (honest) => honest,
  ): Promise<SealedDevice> {
    const { user, device: id } = person
    const vault = await Vault.open({ user, device: id, courier: between(person.call) })
    const socket = await person.socket()
    await socket.resume()
    const device = new SealedDevice(person, vault, socket)
    await device.vault.pump()
    if (hasIdentity) await device.vault.makeIdentity()
    return device
  }

  /** Takes in what has arrived, as a client does after each catch-up. */
  async takeIn(): Promise<void> {
    const entries = this.#socket.unread('inbox').map(({ entry }) => entry)
    const { users, next } = await this.person.call('keys.changes', { since: this.#changes })
    const stock = await this.person.call('keys.state', {})
    await this.vault.receive(entries.map(parcel), users, stock)
    this.#changes = next
    const last = entries.at(-1)
    if (last) await this.person.call('inbox.ack', { seq: last.seq })
  }

  /** Opens an entry, once its key is here. */
  async reads(entry: SealedEntry): Promise<Opening> {
    for (;;) {
      await this.takeIn()
      const opening = await this.vault.openEntry(entry)
      if (opening.kind === 'opened' || !waits.includes(opening.why)) return opening
      const { entry: next } = await this.#socket.next('inbox')
      await this.vault.receive([parcel(next)], [], await this.person.call('keys.state', {}))
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.vault[Symbol.dispose]()
    await this.#socket.close()
  }
}
