import type { OutputOf } from '@parley/protocol'
import { roomName } from '../vault/names.ts'
import { inboundGroup, olm, outboundGroup } from './olm.ts'

const algorithm = 'm.megolm.v1.aes-sha2'

type Device = OutputOf<'keys.query'>['users'][number]['devices'][number]

/** A key of a room that a server made up and says to be of somebody's device. */
export class ForgedSession {
  readonly #group = outboundGroup()
  readonly #device: Device
  readonly #first = inboundGroup(this.#group.session_key()).export_session(0)

  constructor(device: Device) {
    this.#device = device
  }

  get id(): string {
    return this.#group.session_id()
  }

  /** An entry sealed with it. */
  seal(room: string, type: string, content: unknown): string {
    const ciphertext = this.#group.encrypt(JSON.stringify({ type, content, room_id: roomName(room) }))
    const { device } = this.#device
    return JSON.stringify({
      algorithm,
      sender_key: this.#key('curve25519'),
      device_id: device,
      session_id: this.id,
      ciphertext,
    })
  }

  /** As the library seals a key for a backup: anybody can, who knows the backup's public key. */
  sealedFor(publicKey: string): string {
    const encryption = new olm.PkEncryption()
    encryption.set_recipient_key(publicKey)
    const session = {
      algorithm,
      sender_key: this.#key('curve25519'),
      sender_claimed_keys: { ed25519: this.#key('ed25519') },
      forwarding_curve25519_key_chain: [],
      session_key: this.#first,
    }
    const { ciphertext, mac, ephemeral } = encryption.encrypt(JSON.stringify(session))
    return JSON.stringify({ ciphertext, mac, ephemeral })
  }

  #key(kind: string): string {
    const { keys } = JSON.parse(this.#device.keys) as { keys: Readonly<Record<string, string>> }
    return keys[`${kind}:${this.#device.device}`] ?? ''
  }
}
