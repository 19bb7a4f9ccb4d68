import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { OutputOf } from '@parley/protocol'
import { isoCBOR } from '@simplewebauthn/server/helpers'

type Options = OutputOf<'passkeys.sign-in-begin'>['options']

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const bytesOf = (text: unknown): Buffer => Buffer.from(String(text), 'base64url')

/** Flags of authenticator data (WebAuthn Level 3 §6.1): user present, user verified, attested credential included. */
const flags = { present: 1, verified: 4, attested: 64 }

/** An authenticator in software: one ES256 passkey, made by whatever options it is given. */
export class Authenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  readonly id = base64url(randomBytes(32))
  readonly #origin: string
  /** The relying party it takes itself to be at. */
  readonly #host: string
  #user: Buffer = Buffer.alloc(0)
  counter = 0
  /** Whether it asked its person for a finger or a PIN. */
  verifies = true

  constructor(origin: string, host = 'localhost') {
    this.#origin = origin
    this.#host = host
  }

  /** `navigator.credentials.create`. */
  create(options: Options): Options {
    this.#user = bytesOf((options['user'] as { id: string }).id)
    const credential = bytesOf(this.id)
    const length = Buffer.from([credential.length >> 8, credential.length & 255])
    const attested = Buffer.concat([Buffer.alloc(16), length, credential, this.#publicKey()])
    const authData = Buffer.concat([this.#data(flags.attested), attested])
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ])
    const attestationObject = base64url(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0]))
    const clientDataJSON = base64url(this.#client('webauthn.create', options))
    return this.#credential({ attestationObject, clientDataJSON, transports: ['internal'] })
  }

  /** `navigator.credentials.get`. */
  get(options: Options): Options {
    const client = this.#client('webauthn.get', options)
    const data = this.#data(0)
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
    return this.#credential({
      clientDataJSON: base64url(client),
      authenticatorData: base64url(data),
      signature: base64url(sign('sha256', signed, this.#keys.privateKey)),
      userHandle: base64url(this.#user),
    })
  }

  #credential(response: Options): Options {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response }
  }

  #client(type: string, { challenge }: Options): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }))
  }

  #data(more: number): Buffer {
    this.counter += 1
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    const host = createHash('sha256').update(this.#host).digest()
    return Buffer.concat([host, Buffer.from([flags.present | (this.verifies ? flags.verified : 0) | more]), counter])
  }

  /** COSE (RFC 9053 §7.1.1): kty EC2, alg ES256, crv P-256. */
  #publicKey(): Uint8Array {
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' })
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(bytesOf(x))],
      [-3, new Uint8Array(bytesOf(y))],
    ])
    return isoCBOR.encode(cose)
  }
}
