import type { OutputOf } from '@parley/protocol'
import { userName } from '../vault/names.ts'
import { MadeIdentity } from './made-identity.ts'
import { canonical, olm } from './olm.ts'

interface OlmContent {
  readonly sender_key: string
  readonly ciphertext: Readonly<Record<string, { readonly type: 0 | 1; readonly body: string }>>
}

/** A person with one device, by an implementation that shares no code with the one that Parley uses. */
export class OlmDevice {
  readonly user: string
  readonly device: string
  readonly #account = new olm.Account()
  readonly #keys: { readonly curve25519: string; readonly ed25519: string }
  #session: InstanceType<typeof olm.Session> | null = null

  constructor(user: string, device: string) {
    this.user = user
    this.device = device
    this.#account.create()
    this.#keys = JSON.parse(this.#account.identity_keys()) as { curve25519: string; ed25519: string }
  }

  get curve25519(): string {
    return this.#keys.curve25519
  }

  /** Its keys as the key service shows them, signed by an identity of its own. */
  shown(): OutputOf<'keys.query'>['users'][number] {
    const [name, own] = [userName(this.user), `ed25519:${this.device}`]
    const device = {
      user_id: name,
      device_id: this.device,
      algorithms: ['m.olm.v1.curve25519-aes-sha2', 'm.megolm.v1.aes-sha2'],
      keys: { [`curve25519:${this.device}`]: this.#keys.curve25519, [own]: this.#keys.ed25519 },
    }
    const signatures = { [name]: { [own]: this.#account.sign(canonical(device)) } }
    const keys = JSON.stringify({ ...device, signatures })
    return new MadeIdentity(this.user).over([{ device: this.device, name: '', keys }])
  }

  /** One signed one-time key, as the key service hands it out. */
  oneTimeKey(): OutputOf<'keys.claim'>['keys'][number] {
    this.#account.generate_one_time_keys(1)
    const { curve25519 } = JSON.parse(this.#account.one_time_keys()) as { curve25519: Record<string, string> }
    const [id, key] = Object.entries(curve25519)[0] ?? ['', '']
    this.#account.mark_keys_as_published()
    const signatures = { [userName(this.user)]: { [`ed25519:${this.device}`]: this.#account.sign(canonical({ key })) } }
    return {
      user: this.user,
      device: this.device,
      id: `signed_curve25519:${id}`,
      key: JSON.stringify({ key, signatures }),
      fallback: false,
    }
  }

  /** Opens what came to this device. Throws for what is not sound. */
  open(content: OlmContent): { readonly type: string; readonly content: Record<string, string> } {
    const message = content.ciphertext[this.#keys.curve25519]
    if (!message) throw new Error('It is for another device.')
    if (!this.#session) {
      this.#session = new olm.Session()
      this.#session.create_inbound_from(this.#account, content.sender_key, message.body)
    }
    return JSON.parse(this.#session.decrypt(message.type, message.body)) as {
      type: string
      content: Record<string, string>
    }
  }

  /** Seals a message for the device that wrote before, with the names and keys that the protocol binds to it. */
  seal(
    type: string,
    content: object,
    to: { readonly user: string; readonly curve25519: string; readonly ed25519: string },
  ) {
    if (!this.#session) throw new Error('Nobody has written yet.')
    const plain = {
      type,
      content,
      sender: userName(this.user),
      sender_device: this.device,
      keys: { ed25519: this.#keys.ed25519 },
      recipient: userName(to.user),
      recipient_keys: { ed25519: to.ed25519 },
    }
    const ciphertext = { [to.curve25519]: this.#session.encrypt(JSON.stringify(plain)) }
    return { algorithm: 'm.olm.v1.curve25519-aes-sha2', sender_key: this.#keys.curve25519, ciphertext }
  }
}
