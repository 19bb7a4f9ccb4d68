/** An Ed25519 key pair as JWK (RFC 8037 §2). */
export interface SigningKey {
  readonly kid: string
  readonly jwk: {
    readonly kty: 'OKP'
    readonly crv: 'Ed25519'
    readonly x: string
    /** The private half. */
    readonly d: string
  }
}

/** The secrets of this server, made at its first start and the same ever after. Never in the database or a log. */
export interface Keys {
  /** The first signs; all verify, so a new one can be put in front while tokens of the old one still live. */
  readonly signing: readonly [SigningKey, ...SigningKey[]]
  /** 32 bytes from which refresh tokens are derived. */
  readonly refresh: Uint8Array
}
