import { fromBase64url, toBase64url } from '@parley/protocol'
import type { MasterKey } from './genesis.ts'
import { hashOf } from './hash.ts'

/** Who wants into which room, under which identity. */
export interface Claim {
  readonly room: string
  readonly user: string
  readonly key: MasterKey
}

/** A fresh link: the secret goes into the address after the `#`, the public key into the room's log. */
export interface LinkKeys {
  readonly secret: string
  readonly link: string
}

/** PKCS#8 before the 32 bytes of an Ed25519 key (RFC 8410 §7). */
const pkcs8Head = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32)

const bytesOf = async (claim: Claim): Promise<Uint8Array<ArrayBuffer>> =>
  new TextEncoder().encode(`parley-link-1 ${await hashOf({ ...claim })}`)

/** Makes the keys of an invite link (Ed25519, RFC 8032). */
export async function makeLinkKeys(): Promise<LinkKeys> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).slice(pkcs8Head.length)
  const link = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return { secret: toBase64url(secret), link: toBase64url(link) }
}

const privateKeyOf = async (secret: string, isExtractable: boolean): Promise<CryptoKey> => {
  const pkcs8 = Uint8Array.of(...pkcs8Head, ...fromBase64url(secret))
  return await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', isExtractable, ['sign'])
}

/** The public key of a link's secret. Throws when the secret is none. */
export async function linkOf(secret: string): Promise<string> {
  const { x } = await crypto.subtle.exportKey('jwk', await privateKeyOf(secret, true))
  if (x === undefined) throw new TypeError('An Ed25519 key has a public part.')
  return x
}

/**
 * Names a link to those who know it, and tells others nothing: its public key stands in the sealed log of its room only,
 * so that knowing it tells that somebody reads that log.
 */
export const linkTag = async (link: string): Promise<string> => await hashOf({ link })

/** The proof that whoever makes the claim holds the link's secret. Throws when the secret is none. */
export async function proveLink(secret: string, claim: Claim): Promise<string> {
  const key = await privateKeyOf(secret, false)
  return toBase64url(new Uint8Array(await crypto.subtle.sign('Ed25519', key, await bytesOf(claim))))
}

/** Whether a proof is one of this link for this claim. Never throws: whatever is malformed proves nothing. */
export async function provesLink(link: string, claim: Claim, proof: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64url(link), 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, fromBase64url(proof), await bytesOf(claim))
  } catch {
    return false
  }
}
